package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * A field block that was decoded before and changed no table, with the request it means: as long as
 * the table does not change, the same octets mean the same.
 */
final class KnownBlock {
  private static final int WHOLE_REQUEST = FrameHeader.END_STREAM | FrameHeader.END_HEADERS;
  private static final int STREAM_ID_BITS = 24;

  private final byte[] octets;
  private final int[] words;
  private final long head;
  private final Request request;

  /**
   * Copies a block.
   *
   * @param at its first octet
   */
  KnownBlock(ByteBuffer in, int at, int length, Request request) {
    this.request = request;
    octets = new byte[length];
    in.get(at, octets);
    words = new int[length / Integer.BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.getInt(at + i * Integer.BYTES);
    }
    head = (long) length << 16 | FrameType.HEADERS.code() << 8 | WHOLE_REQUEST;
  }

  Request request() {
    return request;
  }

  int length() {
    return octets.length;
  }

  /** Octets of the frame that makes a whole request by this block, without padding or priority. */
  int frameOctets() {
    return FrameHeader.LENGTH + octets.length;
  }

  /**
   * Whether that frame is at {@code at}, whole, whatever its stream; looks no further than limit.
   */
  boolean isFrameAt(ByteBuffer in, int at) {
    return in.limit() - at >= frameOctets()
        && in.getLong(at) >>> STREAM_ID_BITS == head
        && isAt(in, at + FrameHeader.LENGTH);
  }

  /** Whether the same octets are at {@code at}, where there must be as many. */
  boolean isAt(ByteBuffer in, int at) {
    for (int i = 0; i < words.length; i++) {
      if (in.getInt(at + i * Integer.BYTES) != words[i]) {
        return false;
      }
    }
    for (int i = words.length * Integer.BYTES; i < octets.length; i++) {
      if (in.get(at + i) != octets[i]) {
        return false;
      }
    }
    return true;
  }
}
