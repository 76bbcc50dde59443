package h2lab.server.library;

import java.nio.ByteBuffer;

/** Finds the frames in a stream of octets that comes in any pieces, and tells of each. */
public final class FrameScanner {
  /** Told of each frame as its header is complete, of WINDOW_UPDATE as it is whole. */
  @FunctionalInterface
  public interface Found {
    /**
     * A frame.
     *
     * @param length octets of its payload
     * @param increment what a WINDOW_UPDATE adds; of other frames 0
     * @return false to stop before it
     */
    boolean frame(int type, int flags, int streamId, int length, int increment);

    /**
     * May take several whole frames at once, which are not told of one by one then.
     *
     * @param at where a frame begins, with its whole header before {@code to}
     * @return index behind those taken; {@code at} if none were
     */
    default int run(ByteBuffer octets, int at, int to) {
      return at;
    }
  }

  /** Octets of a frame header. */
  public static final int HEADER = 9;

  private static final int WINDOW_UPDATE = 8;
  private static final int INCREMENT = 4;

  private final ByteBuffer header = ByteBuffer.allocate(HEADER + INCREMENT);
  private long skip;

  /**
   * @param octetsBefore the first frame, which are passed over
   */
  public FrameScanner(int octetsBefore) {
    skip = octetsBefore;
    header.limit(HEADER);
  }

  /** Whether a frame has begun of which more must come. */
  boolean isInFrame() {
    return skip > 0 || header.position() > 0;
  }

  /** So many octets belong to the frame that has begun, at least. */
  int lacks() {
    return skip > 0 ? (int) skip : header.remaining();
  }

  /**
   * Scans some octets.
   *
   * @param from index of the first one
   * @param to index behind the last one
   * @return that index, or if it was stopped where the frame begins, or the octets if that was
   *     before; nothing more is to be scanned then
   */
  public int scan(ByteBuffer octets, int from, int to, Found found) {
    int at = from;
    int begin = from;
    while (at < to) {
      if (skip > 0) {
        int passed = (int) Math.min(skip, to - at);
        skip -= passed;
        at += passed;
        continue;
      }
      if (header.position() == 0) {
        begin = at;
        if (to - at >= HEADER + INCREMENT) { // nearly always: no copy
          at = found.run(octets, at, to);
          if (at > begin) {
            continue;
          }
          skip = HEADER + (octets.getInt(at) >>> 8);
          if (!tell(octets, at, found)) {
            return begin;
          }
          continue;
        }
      }
      int taken = Math.min(header.remaining(), to - at);
      header.put(header.position(), octets, at, taken).position(header.position() + taken);
      at += taken;
      if (!header.hasRemaining() && !complete(found)) {
        return begin;
      }
    }
    return to;
  }

  private boolean complete(Found found) {
    int length = header.getInt(0) >>> 8;
    boolean increases = header.get(3) == WINDOW_UPDATE && length >= INCREMENT;
    if (increases && header.limit() == HEADER) {
      header.limit(HEADER + INCREMENT);
      return true;
    }
    skip = length - (increases ? INCREMENT : 0);
    boolean goesOn = tell(header.clear(), 0, found);
    header.limit(HEADER);
    return goesOn;
  }

  /** Tells of the frame whose header, and increment if it has one, begins at {@code at}. */
  private static boolean tell(ByteBuffer octets, int at, Found found) {
    long first = octets.getLong(at);
    int length = (int) (first >>> 40);
    int type = (int) (first >>> 32) & 0xff;
    int flags = (int) (first >>> 24) & 0xff;
    int streamId = octets.getInt(at + 5) & Integer.MAX_VALUE;
    boolean increases = type == WINDOW_UPDATE && length >= INCREMENT;
    int increment = increases ? octets.getInt(at + HEADER) & Integer.MAX_VALUE : 0;
    return found.frame(type, flags, streamId, length, increment);
  }
}
