package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.MarkedFact;

/** What can be true of a client of the event-loop library; each says who adds and removes it. */
enum EventLoopFact implements MarkedFact {
  /** Added by the library; removed when noted; never in cleartext. */
  HANDSHAKE_OVER('H', "the library took the TLS handshake to its end"),
  /** Added by the library with the octets; removed when they are taken in or dropped. */
  HAS_READ('1', "the library brought octets"),
  /** Added by taking octets in; removed when the core needs more. */
  HAS_PLAIN('P', "plain octets wait for the protocol core"),
  /** Holds while a reply of any kind fits. */
  HAS_REPLY_ROOM('R', "replies have room"),
  /** Added when the core replies; removed when the library got the replies. */
  HAS_REPLIES('U', "replies wait to be handed to the library"),
  /** Removed when the library brings octets; added when it says that it has no more for now. */
  BURST_OVER('C', "the library has read all there was"),
  /** Holds at first; removed by a write; added when the library has written all of it. */
  CAN_WRITE('6', "no write is under way"),
  /** Added by a write; removed by the flush. */
  HAS_UNFLUSHED('F', "the library holds replies until it is told to flush"),
  /** Holds at first; removed when replies pile up; added when they are gone. */
  READING('A', "the library may read"),
  /** Added by the library at the end of the input, or when a client told to go takes too long. */
  PEER_CLOSED('X', "nothing more comes from the peer"),
  /** Added by GOAWAY either way, an error, the end of the input, or the server's end. */
  ENDING('G', "no more requests are taken; what waits is still written"),
  /** Added when all was written to a client that is ending. */
  OUTPUT_SHUT('S', "the peer was told that nothing more comes"),
  /** Added by an error of the socket or of TLS, or when the library closed the channel. */
  BROKEN('B', "nothing can be written to the peer any more");

  private final Sign sign;

  EventLoopFact(char mark, String means) {
    sign = new Sign(mark, means);
  }

  @Override
  public Sign sign() {
    return sign;
  }
}
