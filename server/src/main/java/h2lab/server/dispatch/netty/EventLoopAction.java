package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.MarkedFact.set;
import static h2lab.server.dispatch.TableAction.When.ALWAYS;
import static h2lab.server.dispatch.TableAction.When.when;
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
import h2lab.server.dispatch.TableAction;
import h2lab.tracing.ActionEffect;
import h2lab.tracing.Course;
import h2lab.tracing.FlowPoint;

/**
 * The action table of a client of the event-loop library. The first row that holds is next: answer
 * all that one burst of reads brought, then write and flush once. The library decides which facts
 * come when; what is done about them is decided here.
 */
enum EventLoopAction implements TableAction<EventLoopMoves, RuntimeException> {
  ABANDON(
      when(BROKEN),
      EventLoopMoves::close,
      "close without another word",
      ActionEffect.of(Course.ENDS)),
  HANDSHAKE_DONE(
      when(HANDSHAKE_OVER),
      EventLoopMoves::noteHandshake,
      "note what TLS agreed on",
      ActionEffect.of(Course.PROCEEDS).removes(set(HANDSHAKE_OVER))),
  DISCARD(
      when(HAS_READ, ENDING),
      EventLoopMoves::discard,
      "drop what comes too late, lest closing resets what the peer has not read",
      ActionEffect.of(Course.PROCEEDS).removes(set(HAS_READ))),
  PROCESS_FRAMES(
      when(HAS_PLAIN, HAS_REPLY_ROOM).unless(ENDING),
      EventLoopMoves::processFrames,
      "let the protocol core read frames and reply",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(set(HAS_REPLIES, ENDING))
          .mayRemove(set(HAS_PLAIN, HAS_REPLY_ROOM))
          .moves(FlowPoint.REPLIES)),
  READ(
      when(HAS_READ).unless(HAS_PLAIN),
      EventLoopMoves::read,
      "take in what the library brought",
      ActionEffect.of(Course.PROCEEDS)
          .adds(set(HAS_PLAIN))
          .removes(set(HAS_READ))
          .moves(FlowPoint.DECRYPTED)),
  FLUSH(
      when(HAS_UNFLUSHED),
      EventLoopMoves::flush,
      "encrypt and write the replies",
      Effects.calling(Course.PROCEEDS)
          .removes(set(HAS_UNFLUSHED))
          .moves(
              FlowPoint.PEER_IN, FlowPoint.TO_ENCRYPT, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT)),
  WRITE(
      when(HAS_REPLIES, CAN_WRITE, BURST_OVER),
      EventLoopMoves::write,
      "hand all replies of this burst to the library",
      Effects.WRITE),
  WRITE_FULL(
      when(HAS_REPLIES, CAN_WRITE).unless(HAS_REPLY_ROOM),
      EventLoopMoves::write,
      "hand the replies to the library early, for they fill their room",
      Effects.WRITE),
  PAUSE_READING(
      when(HAS_PLAIN, READING).unless(HAS_REPLY_ROOM, CAN_WRITE),
      EventLoopMoves::pauseReading,
      "read no more until the peer has taken replies",
      ActionEffect.of(Course.PROCEEDS).removes(set(READING))),
  RESUME_READING(
      when().unless(READING, HAS_PLAIN, PEER_CLOSED),
      EventLoopMoves::resumeReading,
      "read again",
      Effects.calling(Course.PROCEEDS).adds(set(READING)).moves(FlowPoint.PEER_IN)),
  BEGIN_TO_END(
      when(PEER_CLOSED).unless(ENDING, HAS_PLAIN, HAS_READ),
      EventLoopMoves::beginToEnd,
      "all the peer ever sent is handled",
      ActionEffect.of(Course.PROCEEDS).adds(set(ENDING)).mayRemove(set(HAS_PLAIN))),
  SHUT_OUTPUT(
      when(ENDING, CAN_WRITE).unless(HAS_REPLIES, OUTPUT_SHUT),
      EventLoopMoves::shutOutput,
      "tell the peer that nothing more comes",
      Effects.calling(Course.PROCEEDS)
          .mayRemove(set(CAN_WRITE))
          .moves(FlowPoint.PEER_IN, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT)),
  CLOSE(
      when(OUTPUT_SHUT, PEER_CLOSED), EventLoopMoves::close, "close", ActionEffect.of(Course.ENDS)),
  WAIT(
      ALWAYS,
      EventLoopMoves::await,
      "nothing to do until the library calls",
      Effects.calling(Course.WAITS)
          .mayAdd(set(HAS_REPLIES, ENDING))
          .mayRemove(set(HAS_PLAIN, HAS_REPLY_ROOM))
          .moves(FlowPoint.PEER_IN, FlowPoint.REPLIES, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT));

  /** What several actions have in common to change. */
  private static final class Effects {
    static final ActionEffect WRITE =
        calling(Course.PROCEEDS)
            .adds(set(HAS_UNFLUSHED))
            .removes(set(HAS_REPLIES))
            .mayAdd(set(HAS_REPLY_ROOM))
            .mayRemove(set(CAN_WRITE))
            .moves(FlowPoint.PEER_IN, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT);

    /** Begins with an action that calls the library, which may call back whatever it is asked. */
    static ActionEffect calling(Course course) {
      return ActionEffect.of(course)
          .mayAdd(
              set(
                  HAS_READ,
                  BURST_OVER,
                  CAN_WRITE,
                  HANDSHAKE_OVER,
                  PEER_CLOSED,
                  OUTPUT_SHUT,
                  BROKEN))
          .mayRemove(set(BURST_OVER));
    }
  }

  /** Decides which is next. */
  static final ActionTable<EventLoopAction> TABLE =
      new ActionTable<>(EventLoopFact.values(), values());

  private final Row<EventLoopMoves, RuntimeException> row;

  EventLoopAction(
      When when, Step<EventLoopMoves, RuntimeException> step, String means, ActionEffect effect) {
    row = new Row<>(when, step, means, effect);
  }

  @Override
  public Row<EventLoopMoves, RuntimeException> row() {
    return row;
  }
}
