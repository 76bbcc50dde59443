package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * {@link Answer#HELLO} in frames: HEADERS with {@code :status 200} and a content-type, DATA. Built
 * once and never changed: each client gets a copy in its own buffer, and the stream id is put
 * there.
 */
final class HelloResponse {
  private static final byte[] BODY = Answer.HELLO_WORLD.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIELDS = fields();
  private static final byte[] FRAMES = frames();
  private static final int DATA_AT = FrameHeader.LENGTH + FIELDS.length;
  private static final int STREAM_ID_AT = 5;

  /** The frames by words, which are copied faster than so few octets; the last overlaps. */
  private static final long[] WORDS = words();

  private static final long LAST_WORD = ByteBuffer.wrap(FRAMES).getLong(FRAMES.length - Long.BYTES);

  /** Octets of DATA, what flow control counts. */
  static final int BODY_LENGTH = BODY.length;

  /** Octets of the HEADERS frame, frame header included. */
  static final int HEADERS_LENGTH = DATA_AT;

  /** Octets of both frames. */
  static final int LENGTH = FRAMES.length;

  private HelloResponse() {}

  private static byte[] fields() {
    ByteBuffer block = ByteBuffer.allocate(64);
    ResponseFields.put(block, Answer.HELLO, -1);
    return java.util.Arrays.copyOf(block.array(), block.position());
  }

  private static long[] words() {
    long[] words = new long[FRAMES.length / Long.BYTES];
    ByteBuffer.wrap(FRAMES).asLongBuffer().get(words);
    return words;
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
  static void put(ByteBuffer out, int streamId) {
    int at = out.position();
    for (int i = 0; i < WORDS.length; i++) {
      out.putLong(at + i * Long.BYTES, WORDS[i]);
    }
    out.putLong(at + LENGTH - Long.BYTES, LAST_WORD);
    out.position(at + LENGTH);
    out.putInt(at + STREAM_ID_AT, streamId);
    out.putInt(at + DATA_AT + STREAM_ID_AT, streamId);
  }
}
