package h2lab.server.dispatch.poll;

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
import java.io.IOException;

/**
 * The action table of the poll loop. The first row that holds is next, so the order is the policy:
 * take in and answer all there is, then encrypt it in one go, then write it in one go.
 */
public enum Action implements TableAction<ClientMoves, IOException> {
  ABANDON(when(BROKEN), ClientMoves::close, "close without another word"),
  PROCESS_FRAMES(
      when(HAS_PLAIN, HAS_REPLY_ROOM).unless(ENDING),
      ClientMoves::processFrames,
      "let the protocol core read frames and reply"),
  DECRYPT(
      when(CAN_READ_TLS).unless(HAS_PLAIN, CAN_READ_TLS_OUTPUT, ENDING),
      ClientMoves::decrypt,
      "decrypt what was read"),
  PROCESS_DATA_ON_SOCKET(
      when(CAN_READ_PORT).unless(CAN_READ_TLS, HAS_PLAIN, ENDING, PEER_CLOSED),
      ClientMoves::processDataOnSocket,
      "read what the socket has"),
  BEGIN_TO_END(
      when(PEER_CLOSED).unless(ENDING, HAS_PLAIN, CAN_READ_TLS),
      ClientMoves::beginToEnd,
      "all the peer ever sent is handled"),
  MOVE_TLS_OUTPUT(
      when(CAN_READ_TLS_OUTPUT, HAS_RECORD_ROOM),
      ClientMoves::encrypt,
      "take what the TLS engine has to say itself"),
  ENCRYPT_DATA(
      when(HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS, HAS_RECORD_ROOM),
      ClientMoves::encrypt,
      "encrypt the replies"),
  WRITE_DATA_TO_SOCKET(
      when(HAS_DATA_TO_WRITE, CAN_WRITE),
      ClientMoves::writeDataToSocket,
      "write what the socket takes"),
  CLOSE_TLS(
      when(ENDING, CAN_WRITE_TLS).unless(HAS_DATA_TO_ENCRYPT),
      ClientMoves::closeTls,
      "close our direction of TLS"),
  SHUT_OUTPUT(
      when(ENDING)
          .unless(
              HAS_DATA_TO_ENCRYPT,
              CAN_WRITE_TLS,
              CAN_READ_TLS_OUTPUT,
              HAS_DATA_TO_WRITE,
              OUTPUT_SHUT),
      ClientMoves::shutOutput,
      "tell the peer that nothing more comes"),
  DISCARD_INPUT(
      when(OUTPUT_SHUT, CAN_READ_PORT).unless(PEER_CLOSED),
      ClientMoves::discardInput,
      "drop what comes too late, lest closing resets what the peer has not read"),
  CLOSE(when(OUTPUT_SHUT, PEER_CLOSED), ClientMoves::close, "close"),
  WAIT(ALWAYS, ClientMoves::await, "nothing to do until the poller says so");

  /** Decides which is next. */
  public static final ActionTable<Action> TABLE = new ActionTable<>(ClientFact.values(), values());

  private final Row<ClientMoves, IOException> row;

  Action(When when, Step<ClientMoves, IOException> step, String means) {
    row = new Row<>(when, step, means);
  }

  @Override
  public Row<ClientMoves, IOException> row() {
    return row;
  }
}
