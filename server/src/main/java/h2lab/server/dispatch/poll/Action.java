package h2lab.server.dispatch.poll;

import static h2lab.server.dispatch.MarkedFact.set;
import static h2lab.server.dispatch.TableAction.When.ALWAYS;
import static h2lab.server.dispatch.TableAction.When.when;
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
import h2lab.server.dispatch.TableAction;
import h2lab.tracing.ActionEffect;
import h2lab.tracing.Course;
import h2lab.tracing.FlowPoint;
import java.io.IOException;

/**
 * The action table of the poll loop. The first row that holds is next, so the order is the policy:
 * take in and answer all there is, then encrypt it in one go, then write it in one go.
 */
public enum Action implements TableAction<ClientMoves, IOException> {
  ABANDON(
      when(BROKEN), ClientMoves::close, "close without another word", ActionEffect.of(Course.ENDS)),
  PROCESS_FRAMES(
      when(HAS_PLAIN, HAS_REPLY_ROOM).unless(ENDING),
      ClientMoves::processFrames,
      "let the protocol core read frames and reply",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(set(HAS_DATA_TO_ENCRYPT, HAS_DATA_TO_WRITE, ENDING))
          .mayRemove(set(HAS_PLAIN, HAS_REPLY_ROOM))
          .moves(FlowPoint.REPLIES)),
  DECRYPT(
      when(CAN_READ_TLS).unless(HAS_PLAIN, CAN_READ_TLS_OUTPUT, ENDING),
      ClientMoves::decrypt,
      "decrypt what was read",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(set(HAS_PLAIN, CAN_WRITE_TLS, CAN_READ_TLS_OUTPUT, PEER_CLOSED, ENDING))
          .mayRemove(set(CAN_READ_TLS, HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS))
          .moves(FlowPoint.TO_DECRYPT, FlowPoint.DECRYPTED, FlowPoint.DISCARDED)),
  PROCESS_DATA_ON_SOCKET(
      when(CAN_READ_PORT).unless(CAN_READ_TLS, HAS_PLAIN, ENDING, PEER_CLOSED),
      ClientMoves::processDataOnSocket,
      "read what the socket has",
      ActionEffect.of(Course.PROCEEDS)
          .removes(set(CAN_READ_PORT))
          .mayAdd(set(CAN_READ_TLS, HAS_PLAIN, PEER_CLOSED, BROKEN))
          .moves(FlowPoint.PEER_IN)),
  BEGIN_TO_END(
      when(PEER_CLOSED).unless(ENDING, HAS_PLAIN, CAN_READ_TLS),
      ClientMoves::beginToEnd,
      "all the peer ever sent is handled",
      ActionEffect.of(Course.PROCEEDS).adds(set(ENDING))),
  MOVE_TLS_OUTPUT(
      when(CAN_READ_TLS_OUTPUT, HAS_RECORD_ROOM),
      ClientMoves::encrypt,
      "take what the TLS engine has to say itself",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(
              set(CAN_READ_TLS_OUTPUT, CAN_WRITE_TLS, HAS_DATA_TO_WRITE, HAS_REPLY_ROOM, BROKEN))
          .mayRemove(set(HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, CAN_READ_TLS_OUTPUT, HAS_RECORD_ROOM))
          .moves(FlowPoint.TO_ENCRYPT, FlowPoint.TLS_OUTPUT, FlowPoint.DISCARDED)),
  ENCRYPT_DATA(
      when(HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, HAS_RECORD_ROOM),
      ClientMoves::encrypt,
      "encrypt the replies",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(
              set(CAN_READ_TLS_OUTPUT, CAN_WRITE_TLS, HAS_DATA_TO_WRITE, HAS_REPLY_ROOM, BROKEN))
          .mayRemove(set(HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, CAN_READ_TLS_OUTPUT, HAS_RECORD_ROOM))
          .moves(FlowPoint.TO_ENCRYPT, FlowPoint.TLS_OUTPUT, FlowPoint.DISCARDED)),
  WRITE_DATA_TO_SOCKET(
      when(HAS_DATA_TO_WRITE, CAN_WRITE),
      ClientMoves::writeDataToSocket,
      "write what the socket takes",
      ActionEffect.of(Course.PROCEEDS)
          .mayAdd(set(HAS_RECORD_ROOM, HAS_REPLY_ROOM, BROKEN))
          .mayRemove(set(HAS_DATA_TO_WRITE, CAN_WRITE))
          .moves(FlowPoint.PEER_OUT)),
  CLOSE_TLS(
      when(ENDING, CAN_WRITE_TLS).unless(HAS_DATA_TO_ENCRYPT),
      ClientMoves::closeTls,
      "close our direction of TLS",
      ActionEffect.of(Course.PROCEEDS)
          .removes(set(CAN_WRITE_TLS))
          .mayAdd(set(CAN_READ_TLS_OUTPUT))
          .mayRemove(set(CAN_READ_TLS_OUTPUT))),
  SHUT_OUTPUT(
      when(ENDING)
          .unless(
              HAS_DATA_TO_ENCRYPT,
              CAN_WRITE_TLS,
              CAN_READ_TLS_OUTPUT,
              HAS_DATA_TO_WRITE,
              OUTPUT_SHUT),
      ClientMoves::shutOutput,
      "tell the peer that nothing more comes",
      ActionEffect.of(Course.PROCEEDS).adds(set(OUTPUT_SHUT)).mayAdd(set(BROKEN))),
  DISCARD_INPUT(
      when(OUTPUT_SHUT, CAN_READ_PORT).unless(PEER_CLOSED),
      ClientMoves::discardInput,
      "drop what comes too late, lest closing resets what the peer has not read",
      ActionEffect.of(Course.PROCEEDS)
          .removes(set(CAN_READ_PORT))
          .mayAdd(set(PEER_CLOSED, BROKEN))
          .moves(FlowPoint.PEER_IN, FlowPoint.DISCARDED)),
  CLOSE(when(OUTPUT_SHUT, PEER_CLOSED), ClientMoves::close, "close", ActionEffect.of(Course.ENDS)),
  WAIT(
      ALWAYS,
      ClientMoves::await,
      "nothing to do until the poller says so",
      ActionEffect.of(Course.WAITS)
          .mayAdd(
              set(
                  CAN_READ_PORT,
                  CAN_WRITE,
                  HAS_DATA_TO_ENCRYPT,
                  HAS_DATA_TO_WRITE,
                  ENDING,
                  PEER_CLOSED,
                  BROKEN))
          .mayRemove(set(HAS_PLAIN, HAS_REPLY_ROOM))
          .moves(FlowPoint.REPLIES));

  /** Decides which is next. */
  public static final ActionTable<Action> TABLE = new ActionTable<>(ClientFact.values(), values());

  private final Row<ClientMoves, IOException> row;

  Action(When when, Step<ClientMoves, IOException> step, String means, ActionEffect effect) {
    row = new Row<>(when, step, means, effect);
  }

  @Override
  public Row<ClientMoves, IOException> row() {
    return row;
  }
}
