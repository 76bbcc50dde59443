package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ActionVocabulary.Row;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * The action table of a thread that blocks on its client. The first row that holds is next: answer
 * all that one read brought before the next read.
 */
enum BlockingAction {
  ABANDON(set(BROKEN), set(), BlockingClient::close, "close without another word"),
  HANDSHAKE(
      set(HANDSHAKE_PENDING),
      set(PEER_CLOSED, ENDING),
      BlockingClient::handshake,
      "take the TLS handshake to its end"),
  RESPOND(set(HAS_REPLIES), set(), BlockingClient::respond, "encrypt and write all replies"),
  CLOSE(set(ENDING), set(), BlockingClient::closeOrderly, "close, once the peer has read all"),
  CLOSE_AFTER_PEER(set(PEER_CLOSED), set(), BlockingClient::closeOrderly, "close as the peer did"),
  READ_PREFACE(set(PREFACE_PENDING), set(), BlockingClient::read, "read the client preface"),
  READ_FRAMES(set(), set(), BlockingClient::read, "read frames and collect the replies");

  @FunctionalInterface
  private interface Step {
    void run(BlockingClient client) throws IOException;
  }

  private static final BlockingAction[] ROWS = values();
  private static final ActionTable TABLE =
      new ActionTable(
          MarkedFact.vocabulary(BlockingFact.values()),
          Stream.of(ROWS)
              .map(action -> new Row(action.name(), action.needs, action.without, action.means))
              .toList());

  private final int needs;
  private final int without;
  private final Step step;
  private final String means;

  BlockingAction(int needs, int without, Step step, String means) {
    this.needs = needs;
    this.without = without;
    this.step = step;
    this.means = means;
  }

  private static int set(BlockingFact... facts) {
    return MarkedFact.set(facts);
  }

  static BlockingAction next(int facts) {
    return ROWS[TABLE.next(facts)];
  }

  static ActionVocabulary vocabulary() {
    return TABLE.vocabulary();
  }

  void run(BlockingClient client) throws IOException {
    step.run(client);
  }
}
