package h2lab.server.dispatch.netty;

import static h2lab.tracing.FactRules.Buffer.TO_ENCRYPT;
import static h2lab.tracing.FactRules.Buffer.TO_WRITE;
import static h2lab.tracing.FactRules.First.ALL;
import static h2lab.tracing.FactRules.NONE;
import static h2lab.tracing.FactRules.first;

import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.FactRules;

/** What can be true of a client of the event-loop library; each says who adds and removes it. */
enum EventLoopFact implements MarkedFact {
  /** Added by the library; removed when noted; never in cleartext. */
  HANDSHAKE_OVER('H', "the library took the TLS handshake to its end"),
  /** Added by the library with the octets; removed when they are taken in or dropped. */
  HAS_READ('1', "the library brought octets"),
  /** Added by taking octets in; removed when the core needs more. */
  HAS_PLAIN('P', "plain octets wait for the protocol core"),
  /** Holds while a reply of any kind fits. */
  HAS_REPLY_ROOM('R', "replies have room", first(ALL)),
  /** Added when the core replies; removed when the library got the replies. */
  HAS_REPLIES(
      'U',
      "replies wait to be handed to the library",
      first(ALL).showing(TO_ENCRYPT, TO_WRITE).covering(TO_ENCRYPT)),
  /** Removed when the library brings octets; added when it says that it has no more for now. */
  BURST_OVER('C', "the library has read all there was", first(ALL)),
  /**
   * Holds at first; removed by a write; added when the library has written all of it, after a turn
   * of the others if that was much.
   */
  CAN_WRITE('6', "no write is under way", first(ALL)),
  /** Added by a write; removed by the flush. */
  HAS_UNFLUSHED(
      'F',
      "the library holds replies until it is told to flush",
      NONE.showing(TO_ENCRYPT, TO_WRITE).covering(TO_ENCRYPT)),
  /** Holds at first; removed when replies pile up; added when they are gone. */
  READING('A', "the library may read", first(ALL)),
  /** Added by the library at the end of the input, or when a client told to go takes too long. */
  PEER_CLOSED('X', "nothing more comes from the peer"),
  /** Added by GOAWAY either way, an error, the end of the input, or the server's end. */
  ENDING('G', "no more requests are taken; what waits is still written"),
  /** Added when all was written to a client that is ending. */
  OUTPUT_SHUT('S', "the peer was told that nothing more comes"),
  /** Added by an error of the socket or of TLS, or when the library closed the channel. */
  BROKEN('B', "nothing can be written to the peer any more", NONE.excusing());

  private final Sign sign;

  EventLoopFact(char mark, String means) {
    this(mark, means, NONE);
  }

  EventLoopFact(char mark, String means, FactRules rules) {
    sign = new Sign(mark, means, rules);
  }

  @Override
  public Sign sign() {
    return sign;
  }
}
