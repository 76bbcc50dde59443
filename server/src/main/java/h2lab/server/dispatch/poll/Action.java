package h2lab.server.dispatch.poll;

import static h2lab.server.dispatch.poll.ClientFact.BROKEN;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_PORT;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_TLS;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_TLS_OUTPUT;
import static h2lab.server.dispatch.poll.ClientFact.CAN_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.CAN_WRITE_TLS;
import static h2lab.server.dispatch.poll.ClientFact.ENDING;
import static h2lab.server.dispatch.poll.ClientFact.HAS_DATA_TO_ENCRYPT;
import static h2lab.server.dispatch.poll.ClientFact.HAS_DATA_TO_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.HAS_PLAIN;
import static h2lab.server.dispatch.poll.ClientFact.HAS_RECORD_ROOM;
import static h2lab.server.dispatch.poll.ClientFact.HAS_REPLY_ROOM;
import static h2lab.server.dispatch.poll.ClientFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.poll.ClientFact.PEER_CLOSED;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ActionVocabulary.Row;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The action table of the poll loop. The first row that holds is next, so the order is the policy:
 * take in and answer all there is, then encrypt it in one go, then write it in one go.
 */
public enum Action {
  ABANDON(needs(BROKEN), without(), Client::abandon, "close without another word"),
  PROCESS_FRAMES(
      needs(HAS_PLAIN, HAS_REPLY_ROOM),
      without(ENDING),
      Client::processFrames,
      "let the protocol core read frames and reply"),
  DECRYPT(
      needs(CAN_READ_TLS),
      without(HAS_PLAIN, CAN_READ_TLS_OUTPUT, ENDING),
      Client::decrypt,
      "decrypt what was read"),
  PROCESS_DATA_ON_SOCKET(
      needs(CAN_READ_PORT),
      without(CAN_READ_TLS, HAS_PLAIN, ENDING, PEER_CLOSED),
      Client::processDataOnSocket,
      "read what the socket has"),
  BEGIN_TO_END(
      needs(PEER_CLOSED),
      without(ENDING, HAS_PLAIN, CAN_READ_TLS),
      Client::beginToEnd,
      "all the peer ever sent is handled"),
  MOVE_TLS_OUTPUT(
      needs(CAN_READ_TLS_OUTPUT, HAS_RECORD_ROOM),
      without(),
      Client::encrypt,
      "take what the TLS engine has to say itself"),
  ENCRYPT_DATA(
      needs(HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, HAS_RECORD_ROOM),
      without(),
      Client::encrypt,
      "encrypt the replies"),
  WRITE_DATA_TO_SOCKET(
      needs(HAS_DATA_TO_WRITE, CAN_WRITE),
      without(),
      Client::writeDataToSocket,
      "write what the socket takes"),
  CLOSE_TLS(
      needs(ENDING, CAN_WRITE_TLS),
      without(HAS_DATA_TO_ENCRYPT),
      Client::closeTls,
      "close our direction of TLS"),
  SHUT_OUTPUT(
      needs(ENDING),
      without(
          HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, CAN_READ_TLS_OUTPUT, HAS_DATA_TO_WRITE, OUTPUT_SHUT),
      Client::shutOutput,
      "tell the peer that nothing more comes"),
  DISCARD_INPUT(
      needs(OUTPUT_SHUT, CAN_READ_PORT),
      without(PEER_CLOSED),
      Client::discardInput,
      "drop what comes too late, lest closing resets what the peer has not read"),
  CLOSE(needs(OUTPUT_SHUT, PEER_CLOSED), without(), Client::close, "close"),
  WAIT(needs(), without(), Client::await, "nothing to do until the poller says so");

  /** What an action does to a client. */
  @FunctionalInterface
  private interface Step {
    void run(Client client) throws IOException;
  }

  private static final Action[] ROWS = values();
  private static final ActionTable TABLE =
      new ActionTable(
          MarkedFact.vocabulary(ClientFact.values()),
          Stream.of(ROWS)
              .map(action -> new Row(action.name(), action.needs, action.without, action.means))
              .toList());

  private final int needs;
  private final int without;
  private final Step step;
  private final String means;

  Action(int needs, int without, Step step, String means) {
    this.needs = needs;
    this.without = without;
    this.step = step;
    this.means = means;
  }

  private static int needs(ClientFact... facts) {
    return MarkedFact.set(facts);
  }

  private static int without(ClientFact... facts) {
    return MarkedFact.set(facts);
  }

  /** The next action of a client of which {@code facts} hold, as bits of {@link ClientFact}. */
  public static Action next(int facts) {
    return ROWS[TABLE.next(facts)];
  }

  /** The table and the facts, as recordings describe them. */
  public static ActionVocabulary vocabulary() {
    return TABLE.vocabulary();
  }

  void run(Client client) throws IOException {
    step.run(client);
  }

  /** Facts that must hold. */
  Set<ClientFact> needed() {
    return ClientFact.of(needs);
  }

  /** Facts that must not hold. */
  Set<ClientFact> forbidden() {
    return ClientFact.of(without);
  }

  /** What it does, for people. */
  String means() {
    return means;
  }

  /** The rows, in order. */
  static List<Action> rows() {
    return List.of(ROWS);
  }
}
