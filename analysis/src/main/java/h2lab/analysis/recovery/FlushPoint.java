package h2lab.analysis.recovery;

import h2lab.analysis.recording.chunk.ChunkHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where a chunk may end: all that events before refer to is before as well. Positions count
 * from the chunk's begin.
 *
 * @param end the octet after it
 * @param constantPools where its own event is
 * @param metadata where the event types known then are described
 * @param nanos from the chunk's start
 */
record FlushPoint(long end, long constantPools, long metadata, long nanos) {
  private static final int METADATA = 0;
  private static final int CONSTANT_POOLS = 1;

  /** Bits of an event of constant pools: made by a flush, or describing the chunk as a whole. */
  private static final int FLUSH_OR_HEADER = 1 | 2;

  /**
   * The flush points of a chunk in their order, up to where it ends or no event can be told from
   * the next.
   */
  static List<FlushPoint> of(MemorySegment chunk) {
    List<FlushPoint> points = new ArrayList<>();
    ChunkHeader header = Piece.header(chunk, 0);
    Cursor cursor = new Cursor(chunk);
    try {
      long metadata = 0;
      for (long at = ChunkHeader.OCTETS; at < chunk.byteSize(); ) {
        cursor.position = at;
        long size = cursor.next();
        long type = cursor.next();
        if (size < cursor.position - at || size > chunk.byteSize() - at) {
          break;
        }
        if (type == METADATA) {
          metadata = at;
        } else if (type == CONSTANT_POOLS && metadata > 0) {
          long nanos = header.nanosUntil(cursor.next());
          if (cursor.endsFlush()) {
            points.add(new FlushPoint(at + size, at, metadata, nanos));
          }
        }
        at += size;
      }
    } catch (IndexOutOfBoundsException e) {
      // cut within the first octets of an event
    }
    return points;
  }

  /** Reads numbers as JFR compresses them: seven bits an octet, the lowest first, nine at most. */
  private static final class Cursor {
    private static final int LONGEST = 9;

    private final MemorySegment chunk;
    private long position;

    Cursor(MemorySegment chunk) {
      this.chunk = chunk;
    }

    long next() {
      long value = 0;
      for (int i = 0; i < LONGEST; i++) {
        byte octet = chunk.get(ValueLayout.JAVA_BYTE, position++);
        if (octet >= 0 || i == LONGEST - 1) {
          return value | (octet & 0xFFL) << 7 * i;
        }
        value |= (octet & 0x7FL) << 7 * i;
      }
      return value;
    }

    /** After the time of an event of constant pools: its duration and where the one before is. */
    boolean endsFlush() {
      next();
      next();
      return (chunk.get(ValueLayout.JAVA_BYTE, position) & FLUSH_OR_HEADER) != 0;
    }
  }
}
