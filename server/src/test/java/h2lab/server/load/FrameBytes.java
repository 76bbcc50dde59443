package h2lab.server.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What a server sends, octet by octet as RFC 9113 has it; shares no code with the product. */
final class FrameBytes {
  /** {@code :status: 200}, indexed. */
  static final byte[] STATUS_200 = octets(0x88);

  /** {@code :status: 404}, indexed. */
  static final byte[] STATUS_404 = octets(0x8d);

  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

  static byte[] octets(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** A literal field with a new name, not to be indexed, or with incremental indexing. */
  static byte[] literal(boolean indexed, String name, String value) {
    return join(octets(indexed ? 0x40 : 0x00), string(name), string(value));
  }

  /** A literal field with the name of a static table entry below 15, with incremental indexing. */
  static byte[] indexedLiteral(int nameIndex, String value) {
    return join(octets(0x40 | nameIndex), string(value));
  }

  private static byte[] string(String text) {
    return join(octets(text.length()), text.getBytes(StandardCharsets.US_ASCII));
  }

  FrameBytes frame(int type, int flags, int streamId, byte[] payload) {
    int n = payload.length;
    frames.writeBytes(octets(n >> 16, n >> 8, n, type, flags));
    frames.writeBytes(octets(streamId >> 24, streamId >> 16, streamId >> 8, streamId));
    frames.writeBytes(payload);
    return this;
  }

  /** SETTINGS of (id, value) pairs. */
  FrameBytes settings(int... idsAndValues) {
    byte[][] parts = new byte[idsAndValues.length / 2][];
    for (int i = 0; i < parts.length; i++) {
      int id = idsAndValues[2 * i];
      int value = idsAndValues[2 * i + 1];
      parts[i] = octets(id >> 8, id, value >> 24, value >> 16, value >> 8, value);
    }
    return frame(4, 0, 0, join(parts));
  }

  FrameBytes headers(int streamId, byte[] block) {
    return frame(1, 0x4, streamId, block);
  }

  FrameBytes data(int streamId, String text, boolean endStream) {
    return frame(0, endStream ? 1 : 0, streamId, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** HEADERS with status 200 and DATA that ends the stream. */
  FrameBytes answer(int streamId) {
    return headers(streamId, STATUS_200).data(streamId, "Hello World\n", true);
  }

  FrameBytes reset(int streamId, int code) {
    return frame(3, 0, streamId, octets(code >> 24, code >> 16, code >> 8, code));
  }

  FrameBytes widen(int streamId, int n) {
    return frame(8, 0, streamId, octets(n >> 24, n >> 16, n >> 8, n));
  }

  FrameBytes ping(int... payload) {
    return frame(6, 0, 0, octets(payload));
  }

  FrameBytes goAway(int lastStreamId, int code) {
    return frame(
        7,
        0,
        0,
        octets(
            lastStreamId >> 24,
            lastStreamId >> 16,
            lastStreamId >> 8,
            lastStreamId,
            0,
            0,
            0,
            code));
  }

  byte[] bytes() {
    return frames.toByteArray();
  }
}
