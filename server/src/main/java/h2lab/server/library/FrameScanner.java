package h2lab.server.library;

import java.nio.ByteBuffer;

/** Finds the frames in a stream of octets that comes in any pieces, and tells of each. */
final class FrameScanner {
  /** Told of each frame as its header is complete. */
  @FunctionalInterface
  interface Found {
    void frame(int type, int streamId, int octets);
  }

  private static final int HEADER = 9;

  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private long skip;

  /**
   * @param octetsBefore the first frame, which are passed over
   */
  FrameScanner(int octetsBefore) {
    skip = octetsBefore;
  }

  /** Scans the octets between position and limit, and leaves both as they are. */
  void scan(ByteBuffer octets, Found found) {
    int at = octets.position();
    while (at < octets.limit()) {
      if (skip > 0) {
        int passed = (int) Math.min(skip, octets.limit() - at);
        skip -= passed;
        at += passed;
        continue;
      }
      int taken = Math.min(header.remaining(), octets.limit() - at);
      header.put(octets.slice(at, taken));
      at += taken;
      if (!header.hasRemaining()) {
        int lengthAndType = header.getInt(0);
        skip = lengthAndType >>> 8;
        found.frame(lengthAndType & 0xff, header.getInt(5), HEADER + (lengthAndType >>> 8));
        header.clear();
      }
    }
  }
}
