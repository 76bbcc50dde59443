package h2lab.server.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Arrays;

/**
 * The fields that matter in the header blocks of one connection: {@code :status} and {@code
 * content-length}. Servers tend to send the same few octets again and again: a block seen before is
 * looked up as long as the dynamic table is what it was, and only others are decoded.
 */
final class ResponseFields {
  private static final int REMEMBERED = 4;
  private static final long MOST_LIST_OCTETS = 1 << 20;
  private static final String CONTENT_LENGTH = "content-length";
  private static final int NOT_MODIFIED = 304;

  private final DefaultHttp2HeadersDecoder decoder =
      new DefaultHttp2HeadersDecoder(false, MOST_LIST_OCTETS);
  private final byte[][] blocks = new byte[REMEMBERED][];
  private final int[] statuses = new int[REMEMBERED];
  private final long[] contentLengths = new long[REMEMBERED];
  private int oldest;
  private long decoded;
  private int status;
  private long contentLength;

  /**
   * Reads a block. All blocks of a connection have to pass here in order, since each may change the
   * dynamic table.
   *
   * @throws ServerFault if the block is malformed
   */
  void read(byte[] block, int length) throws ServerFault {
    for (int i = 0; i < REMEMBERED; i++) {
      byte[] known = blocks[i];
      if (known != null && Arrays.equals(known, 0, known.length, block, 0, length)) {
        status = statuses[i];
        contentLength = contentLengths[i];
        return;
      }
    }
    decode(block, length);
    if (TableEffect.of(block, length)) {
      Arrays.fill(blocks, null);
    } else {
      blocks[oldest] = Arrays.copyOf(block, length);
      statuses[oldest] = status;
      contentLengths[oldest] = contentLength;
      oldest = (oldest + 1) % REMEMBERED;
    }
  }

  /** The status of the last block, 100 to 999; 0 if it had none, as trailers have not. */
  int status() {
    return status;
  }

  /** How much content the last block announced; {@link OpenStreams#UNKNOWN} if it did not. */
  long contentLength() {
    return contentLength;
  }

  /** How many blocks were decoded rather than remembered. */
  long decoded() {
    return decoded;
  }

  private void decode(byte[] block, int length) throws ServerFault {
    decoded++;
    try {
      Http2Headers fields = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block, 0, length));
      status = statusIn(fields);
      contentLength = status == NOT_MODIFIED ? OpenStreams.UNKNOWN : lengthIn(fields);
    } catch (Http2Exception | NumberFormatException e) {
      throw new ServerFault(Frame.COMPRESSION_ERROR, "a malformed header block");
    }
  }

  private static int statusIn(Http2Headers fields) throws ServerFault {
    CharSequence status = fields.status();
    int code = status == null ? 0 : Integer.parseInt(status.toString());
    if (status != null && (code < 100 || code > 999)) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "status " + status);
    }
    return code;
  }

  private static long lengthIn(Http2Headers fields) throws ServerFault {
    CharSequence length = fields.get(CONTENT_LENGTH);
    if (length == null) {
      return OpenStreams.UNKNOWN;
    }
    String digits = length.toString();
    if (!digits.matches("[0-9]{1,18}")) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "content-length " + digits);
    }
    return Long.parseLong(digits);
  }
}
