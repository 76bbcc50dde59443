package h2lab.server.dispatch.netty;

import io.netty.buffer.ByteBuf;

/**
 * Whether octets from the socket end where a TLS record ends (RFC 8446 section 5.1). What an engine
 * makes of an incomplete one the library keeps to itself.
 *
 * <pre>{@code
 * | type 1 | version 2 | length 2 | fragment ... |
 * }</pre>
 */
final class RecordBoundary {
  private static final int HEADER_OCTETS = 5;

  private int headerOctets;
  private int length;
  private int fragmentOctetsLeft;

  /** Takes octets as they come, in any pieces; the buffer is not changed. */
  void pass(ByteBuf octets) {
    int at = octets.readerIndex();
    while (at < octets.writerIndex()) {
      if (fragmentOctetsLeft > 0) {
        int passed = Math.min(fragmentOctetsLeft, octets.writerIndex() - at);
        fragmentOctetsLeft -= passed;
        at += passed;
      } else {
        header(octets.getUnsignedByte(at));
        at++;
      }
    }
  }

  private void header(int octet) {
    headerOctets++;
    length = (length << 8 | octet) & 0xffff; // at the end, that of the last two
    if (headerOctets == HEADER_OCTETS) {
      headerOctets = 0;
      fragmentOctetsLeft = length;
    }
  }

  /** Whether a record has begun of which more must come. */
  boolean isInRecord() {
    return headerOctets > 0 || fragmentOctetsLeft > 0;
  }
}
