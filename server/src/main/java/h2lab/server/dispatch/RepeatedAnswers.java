package h2lab.server.dispatch;

import h2lab.server.library.FrameScanner;
import java.nio.ByteBuffer;

/**
 * Answers of two frames, HEADERS and DATA as a rule, that follow each other and differ in nothing
 * of their frame headers but the stream: counted together, where a look at each frame by itself
 * would cost more than the answers did.
 */
final class RepeatedAnswers {
  /** Told of the frames of one type in a run. */
  @FunctionalInterface
  interface Told {
    /** See {@link h2lab.tracing.ClientTrace#framesSent}. */
    void frames(int type, int count, int first, int last, long streamIdSum, int octets);
  }

  private static final int HEADER = FrameScanner.HEADER;
  private static final int STREAM_ID_AT = 5;
  private static final int STREAM_ID_BITS = 24;
  private static final int LENGTH_BITS = 16;
  private static final int WORTH_IT = 2;

  private RepeatedAnswers() {}

  /**
   * Tells of as many as begin at {@code at} and are whole before {@code to}. Every stream id is
   * read where it stands.
   *
   * @return index behind them; {@code at} if there are not even two
   */
  static int count(ByteBuffer octets, int at, int to, Told told) {
    long first = head(octets, at);
    int second = HEADER + length(first); // as seen from the first frame of an answer
    if (to - at < second + HEADER) {
      return at;
    }
    long other = head(octets, at + second);
    int answer = second + HEADER + length(other);
    int count = 0;
    long firstSum = 0;
    long otherSum = 0;
    int next = at;
    while (to - next >= answer
        && head(octets, next) == first
        && head(octets, next + second) == other) {
      firstSum += streamId(octets, next);
      otherSum += streamId(octets, next + second);
      next += answer;
      count++;
    }
    if (count < WORTH_IT) {
      return at;
    }
    int last = next - answer;
    told.frames(
        type(first), count, streamId(octets, at), streamId(octets, last), firstSum, count * second);
    told.frames(
        type(other),
        count,
        streamId(octets, at + second),
        streamId(octets, last + second),
        otherSum,
        count * (answer - second));
    return next;
  }

  /** Length, type and flags. */
  private static long head(ByteBuffer octets, int at) {
    return octets.getLong(at) >>> STREAM_ID_BITS;
  }

  private static int length(long head) {
    return (int) (head >>> LENGTH_BITS);
  }

  private static int type(long head) {
    return (int) (head >>> Byte.SIZE) & 0xff;
  }

  private static int streamId(ByteBuffer octets, int at) {
    return octets.getInt(at + STREAM_ID_AT) & Integer.MAX_VALUE;
  }
}
