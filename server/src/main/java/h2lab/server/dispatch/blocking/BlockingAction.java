package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.TableAction.When.ALWAYS;
import static h2lab.server.dispatch.TableAction.When.when;
import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.TableAction;
import java.io.IOException;

/**
 * The action table of a thread that blocks on its client. The first row that holds is next: answer
 * all that one read brought before the next read.
 */
enum BlockingAction implements TableAction<BlockingClient, IOException> {
  ABANDON(when(BROKEN), BlockingClient::close, "close without another word"),
  HANDSHAKE(
      when(HANDSHAKE_PENDING).unless(PEER_CLOSED, ENDING),
      BlockingClient::handshake,
      "take the TLS handshake to its end"),
  RESPOND(when(HAS_REPLIES), BlockingClient::respond, "encrypt and write all replies"),
  CLOSE(when(ENDING), BlockingClient::closeOrderly, "close, once the peer has read all"),
  CLOSE_AFTER_PEER(when(PEER_CLOSED), BlockingClient::closeOrderly, "close as the peer did"),
  READ_PREFACE(when(PREFACE_PENDING), BlockingClient::read, "read the client preface"),
  READ_FRAMES(ALWAYS, BlockingClient::read, "read frames and collect the replies");

  /** Decides which is next. */
  static final ActionTable<BlockingAction> TABLE =
      new ActionTable<>(BlockingFact.values(), values());

  private final Row<BlockingClient, IOException> row;

  BlockingAction(When when, Step<BlockingClient, IOException> step, String means) {
    row = new Row<>(when, step, means);
  }

  @Override
  public Row<BlockingClient, IOException> row() {
    return row;
  }
}
