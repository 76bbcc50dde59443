package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.netty.EventLoopFact.BROKEN;
import static h2lab.server.dispatch.netty.EventLoopFact.BURST_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.CAN_WRITE;
import static h2lab.server.dispatch.netty.EventLoopFact.ENDING;
import static h2lab.server.dispatch.netty.EventLoopFact.HANDSHAKE_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_PLAIN;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_READ;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLIES;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLY_ROOM;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_UNFLUSHED;
import static h2lab.server.dispatch.netty.EventLoopFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.netty.EventLoopFact.PEER_CLOSED;
import static h2lab.server.dispatch.netty.EventLoopFact.READING;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ActionVocabulary.Row;
import java.util.stream.Stream;

/**
 * The action table of a client of the event-loop library. The first row that holds is next: answer
 * all that one burst of reads brought, then write and flush once. The library decides which facts
 * come when; what is done about them is decided here.
 */
enum EventLoopAction {
  ABANDON(set(BROKEN), set(), EventLoopClient::close, "close without another word"),
  HANDSHAKE_DONE(
      set(HANDSHAKE_OVER), set(), EventLoopClient::noteHandshake, "note what TLS agreed on"),
  DISCARD(
      set(HAS_READ, ENDING),
      set(),
      EventLoopClient::discard,
      "drop what comes too late, lest closing resets what the peer has not read"),
  PROCESS_FRAMES(
      set(HAS_PLAIN, HAS_REPLY_ROOM),
      set(ENDING),
      EventLoopClient::processFrames,
      "let the protocol core read frames and reply"),
  READ(set(HAS_READ), set(HAS_PLAIN), EventLoopClient::read, "take in what the library brought"),
  FLUSH(set(HAS_UNFLUSHED), set(), EventLoopClient::flush, "encrypt and write the replies"),
  WRITE(
      set(HAS_REPLIES, CAN_WRITE, BURST_OVER),
      set(),
      EventLoopClient::write,
      "hand all replies of this burst to the library"),
  WRITE_FULL(
      set(HAS_REPLIES, CAN_WRITE),
      set(HAS_REPLY_ROOM),
      EventLoopClient::write,
      "hand the replies to the library early, for they fill their room"),
  PAUSE_READING(
      set(HAS_PLAIN, READING),
      set(HAS_REPLY_ROOM, CAN_WRITE),
      EventLoopClient::pauseReading,
      "read no more until the peer has taken replies"),
  RESUME_READING(
      set(), set(READING, HAS_PLAIN, PEER_CLOSED), EventLoopClient::resumeReading, "read again"),
  BEGIN_TO_END(
      set(PEER_CLOSED),
      set(ENDING, HAS_PLAIN, HAS_READ),
      EventLoopClient::beginToEnd,
      "all the peer ever sent is handled"),
  SHUT_OUTPUT(
      set(ENDING, CAN_WRITE),
      set(HAS_REPLIES, OUTPUT_SHUT),
      EventLoopClient::shutOutput,
      "tell the peer that nothing more comes"),
  CLOSE(set(OUTPUT_SHUT, PEER_CLOSED), set(), EventLoopClient::close, "close"),
  WAIT(set(), set(), EventLoopClient::await, "nothing to do until the library calls");

  @FunctionalInterface
  private interface Step {
    void run(EventLoopClient client);
  }

  private static final EventLoopAction[] ROWS = values();
  private static final ActionTable TABLE =
      new ActionTable(
          MarkedFact.vocabulary(EventLoopFact.values()),
          Stream.of(ROWS)
              .map(action -> new Row(action.name(), action.needs, action.without, action.means))
              .toList());

  private final int needs;
  private final int without;
  private final Step step;
  private final String means;

  EventLoopAction(int needs, int without, Step step, String means) {
    this.needs = needs;
    this.without = without;
    this.step = step;
    this.means = means;
  }

  private static int set(EventLoopFact... facts) {
    return MarkedFact.set(facts);
  }

  static EventLoopAction next(int facts) {
    return ROWS[TABLE.next(facts)];
  }

  static ActionVocabulary vocabulary() {
    return TABLE.vocabulary();
  }

  void run(EventLoopClient client) {
    step.run(client);
  }
}
