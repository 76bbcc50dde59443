package h2lab.server.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Arrays;

/**
 * The {@code :status} of the header blocks of one connection. Servers tend to send the same few
 * octets again and again: a block seen before is looked up as long as the dynamic table is what it
 * was, and only others are decoded.
 */
final class ResponseStatus {
  private static final int REMEMBERED = 4;
  private static final long MOST_LIST_OCTETS = 1 << 20;

  private final DefaultHttp2HeadersDecoder decoder =
      new DefaultHttp2HeadersDecoder(false, MOST_LIST_OCTETS);
  private final byte[][] blocks = new byte[REMEMBERED][];
  private final int[] statuses = new int[REMEMBERED];
  private int oldest;
  private long decoded;

  /**
   * The status in a block, 100 to 999; 0 if it has none, as trailers have not. All blocks of a
   * connection have to pass here in order, since each may change the dynamic table.
   *
   * @throws ServerFault if the block is malformed
   */
  int of(byte[] block, int length) throws ServerFault {
    for (int i = 0; i < REMEMBERED; i++) {
      byte[] known = blocks[i];
      if (known != null && Arrays.equals(known, 0, known.length, block, 0, length)) {
        return statuses[i];
      }
    }
    int status = decode(block, length);
    if (TableEffect.of(block, length)) {
      Arrays.fill(blocks, null);
    } else {
      blocks[oldest] = Arrays.copyOf(block, length);
      statuses[oldest] = status;
      oldest = (oldest + 1) % REMEMBERED;
    }
    return status;
  }

  /** How many blocks were decoded rather than remembered. */
  long decoded() {
    return decoded;
  }

  private int decode(byte[] block, int length) throws ServerFault {
    decoded++;
    try {
      CharSequence status =
          decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block, 0, length)).status();
      int code = status == null ? 0 : Integer.parseInt(status.toString());
      if (status != null && (code < 100 || code > 999)) {
        throw new ServerFault(Frame.PROTOCOL_ERROR, "status " + status);
      }
      return code;
    } catch (Http2Exception | NumberFormatException e) {
      throw new ServerFault(Frame.COMPRESSION_ERROR, "a malformed header block");
    }
  }
}
