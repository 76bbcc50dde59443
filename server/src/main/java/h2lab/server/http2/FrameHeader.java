package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * The nine octets before every payload (RFC 9113 section 4.1).
 *
 * <pre>
 *  length (24) | type (8) | flags (8) | R (1) stream id (31)
 * </pre>
 *
 * The first eight are read as one long, from which the accessors take their part.
 */
final class FrameHeader {
  static final int LENGTH = 9;

  /** The largest payload we take, the initial SETTINGS_MAX_FRAME_SIZE (section 4.2). */
  static final int MAX_PAYLOAD = 16_384;

  static final int ACK = 0x1;
  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY = 0x20;

  private FrameHeader() {}

  /** Payload length in octets, from the first eight octets of the header. */
  static int payloadLength(long first) {
    return (int) (first >>> 40);
  }

  static int type(long first) {
    return (int) (first >>> 32) & 0xff;
  }

  static int flags(long first) {
    return (int) (first >>> 24) & 0xff;
  }

  /** Stream id, from the first eight octets and the ninth; the reserved bit is ignored. */
  static int streamId(long first, byte ninth) {
    return ((int) first & 0x7f_ffff) << 8 | ninth & 0xff;
  }

  /** Appends a frame header. */
  static void put(ByteBuffer out, int payloadLength, FrameType type, int flags, int streamId) {
    out.putInt(payloadLength << 8 | type.code());
    out.put((byte) flags);
    out.putInt(streamId);
  }
}
