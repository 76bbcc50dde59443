package h2lab.server.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The one response: HEADERS with {@code :status 200} and a content-type, DATA with {@code Hello
 * World}. Built once and never changed: each client gets a copy in its own buffer, and the stream
 * id is put there.
 */
final class HelloResponse {
  private static final byte[] BODY = "Hello World\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIELDS = fields("text/plain");
  private static final byte[] FRAMES = frames();
  private static final int DATA_AT = FrameHeader.LENGTH + FIELDS.length;
  private static final int STREAM_ID_AT = 5;

  /** Octets of DATA, what flow control counts. */
  static final int BODY_LENGTH = BODY.length;

  /** Octets of the HEADERS frame, frame header included. */
  static final int HEADERS_LENGTH = DATA_AT;

  /** Octets of both frames. */
  static final int LENGTH = FRAMES.length;

  private HelloResponse() {}

  /** RFC 7541: indexed 8, and a literal without indexing whose name is static entry 31. */
  private static byte[] fields(String contentType) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x88);
    block.write(0x0f);
    block.write(31 - 0x0f);
    block.write(contentType.length());
    block.writeBytes(contentType.getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  private static byte[] frames() {
    int length = 2 * FrameHeader.LENGTH + FIELDS.length + BODY.length;
    ByteBuffer frames = ByteBuffer.allocate(length);
    FrameHeader.put(frames, FIELDS.length, FrameType.HEADERS, FrameHeader.END_HEADERS, 0);
    frames.put(FIELDS);
    FrameHeader.put(frames, BODY.length, FrameType.DATA, FrameHeader.END_STREAM, 0);
    frames.put(BODY);
    return frames.array();
  }

  /** Appends both frames for a stream; needs {@link #LENGTH} octets of room. */
  static void putWhole(ByteBuffer out, int streamId) {
    int at = out.position();
    out.put(FRAMES);
    out.putInt(at + STREAM_ID_AT, streamId);
    out.putInt(at + DATA_AT + STREAM_ID_AT, streamId);
  }

  /** Appends the HEADERS frame for a stream whose window is too small for all of the body. */
  static void putHeaders(ByteBuffer out, int streamId) {
    int at = out.position();
    out.put(FRAMES, 0, DATA_AT);
    out.putInt(at + STREAM_ID_AT, streamId);
  }

  /** Appends a DATA frame with part of the body; the part that reaches its end ends the stream. */
  static void putData(ByteBuffer out, int streamId, int from, int length) {
    int flags = from + length == BODY.length ? FrameHeader.END_STREAM : 0;
    FrameHeader.put(out, length, FrameType.DATA, flags, streamId);
    out.put(BODY, from, length);
  }
}
