package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.TableAction.When.ALWAYS;
import static h2lab.server.dispatch.TableAction.When.when;
import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.TableAction;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The action table of a thread that blocks on its client. The first row that holds is next: answer
 * all that one read brought before the next read.
 */
enum BlockingAction implements TableAction<BlockingMoves, IOException> {
  ABANDON(when(BROKEN), BlockingMoves::close, "close without another word"),
  HANDSHAKE(
      when(HANDSHAKE_PENDING).unless(PEER_CLOSED, ENDING),
      BlockingMoves::handshake,
      "take the TLS handshake to its end"),
  RESPOND(when(HAS_REPLIES), BlockingMoves::respond, "encrypt and write all replies"),
  BEGIN_TO_END(
      when(PEER_CLOSED).unless(ENDING),
      BlockingMoves::beginToEnd,
      "all the peer ever sent is handled"),
  SHUT_OUTPUT(
      when(ENDING).unless(OUTPUT_SHUT),
      BlockingMoves::shutOutput,
      "tell the peer that nothing more comes"),
  CLOSE(when(OUTPUT_SHUT, PEER_CLOSED), BlockingMoves::close, "close"),
  DISCARD_INPUT(
      when(OUTPUT_SHUT),
      BlockingMoves::discardInput,
      "drop what comes too late, lest closing resets what the peer has not read"),
  READ_PREFACE(when(PREFACE_PENDING), BlockingMoves::read, "read the client preface"),
  READ_FRAMES(ALWAYS, BlockingMoves::read, "read frames and collect the replies");

  /**
   * Those that only say something, which others may do while the client's thread waits for input.
   */
  static final Set<BlockingAction> SPEAKING = EnumSet.of(RESPOND, SHUT_OUTPUT);

  /** Decides which is next. */
  static final ActionTable<BlockingAction> TABLE =
      new ActionTable<>(BlockingFact.values(), values());

  private final Row<BlockingMoves, IOException> row;

  BlockingAction(When when, Step<BlockingMoves, IOException> step, String means) {
    row = new Row<>(when, step, means);
  }

  @Override
  public Row<BlockingMoves, IOException> row() {
    return row;
  }
}
