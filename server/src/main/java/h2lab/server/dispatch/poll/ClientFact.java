package h2lab.server.dispatch.poll;

import static h2lab.tracing.FactRules.Buffer.TO_ENCRYPT;
import static h2lab.tracing.FactRules.Buffer.TO_WRITE;
import static h2lab.tracing.FactRules.First.ALL;
import static h2lab.tracing.FactRules.First.CLEARTEXT;
import static h2lab.tracing.FactRules.First.TLS;
import static h2lab.tracing.FactRules.NONE;
import static h2lab.tracing.FactRules.first;

import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.FactRules;

/**
 * What can be true of a client of the poll loop. A fact means that something can make progress;
 * each says who adds it and who removes it. Marks are those of the flow's points, see {@link
 * h2lab.tracing.FlowPoint}.
 */
public enum ClientFact implements MarkedFact {
  /** Added by the poller; removed by each read, so that one client cannot keep the loop. */
  CAN_READ_PORT('1', "the socket may have octets"),
  /** Added by a read and kept by decryption until a record is incomplete; never in cleartext. */
  CAN_READ_TLS('3', "decrypted octets may be had"),
  /** Added by decryption, in cleartext by a read; removed when the core needs more input. */
  HAS_PLAIN('P', "plain octets wait for the protocol core"),
  /** Holds while a reply of any kind fits; removed when the core fills its room. */
  HAS_REPLY_ROOM('R', "replies have room", first(ALL)),
  /** Added when the core replies; removed when all of it is encrypted; never in cleartext. */
  HAS_DATA_TO_ENCRYPT(
      'U',
      "plain octets wait to be encrypted",
      first(TLS).showing(TO_ENCRYPT).covering(TO_ENCRYPT)),
  /** Added when the handshake is done; removed when our direction of TLS closes. */
  CAN_WRITE_TLS('4', "the TLS engine takes plain octets"),
  /** Added when the engine wants to say something itself; removed when it has been asked. */
  CAN_READ_TLS_OUTPUT('5', "the TLS engine has octets of its own"),
  /** Holds while one more TLS record fits behind what waits to be written. */
  HAS_RECORD_ROOM('W', "the write buffer has room for a record", first(ALL)),
  /** Added by encryption, in cleartext by the core; removed when all is written. */
  HAS_DATA_TO_WRITE(
      'E', "octets wait to be written", first(CLEARTEXT).showing(TO_WRITE).covering(TO_WRITE)),
  /**
   * Holds at first; removed by an incomplete write, or when so much was written that others should
   * have their turn; added by the poller.
   */
  CAN_WRITE('6', "the socket takes octets", first(ALL)),
  /** Added at the end of the input, or when a peer that was told to go takes too long. */
  PEER_CLOSED('X', "nothing more comes from the peer"),
  /** Added by GOAWAY either way, an error, the end of the input, or the server's end. */
  ENDING('G', "no more requests are taken; what waits is still written"),
  /** Added when all was written to a client that is ending. */
  OUTPUT_SHUT('S', "the peer was told that nothing more comes"),
  /** Added by an error of the socket, or of TLS where nothing can be said any more. */
  BROKEN('B', "nothing can be written to the peer any more", NONE.excusing());

  private final Sign sign;

  ClientFact(char mark, String means) {
    this(mark, means, NONE);
  }

  ClientFact(char mark, String means, FactRules rules) {
    sign = new Sign(mark, means, rules);
  }

  @Override
  public Sign sign() {
    return sign;
  }
}
