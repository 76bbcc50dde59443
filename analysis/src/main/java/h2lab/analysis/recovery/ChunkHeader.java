package h2lab.analysis.recovery;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first 68 octets of a chunk, as JFR of JDK 11 and later writes them (jdk.jfr's ChunkHeader):
 * big-endian numbers.
 *
 * @param octets of the chunk with this header, as far as it is flushed
 * @param constantPools where the last flush point is, from the chunk's begin
 * @param metadata where the event types are described, from the chunk's begin
 * @param startNanos since 1970
 * @param durationNanos from its start to its last flush point
 * @param startTicks of the recorder's clock
 * @param ticksPerSecond of the recorder's clock
 * @param finished whether JFR has closed the chunk
 */
record ChunkHeader(
    long octets,
    long constantPools,
    long metadata,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    boolean finished) {
  static final int OCTETS = 68;

  /** "FLR", 0, and version 2, whose minor number may be any. */
  private static final long MAGIC = 0x464C_5200_0002L;

  private static final int VERSION_BITS = 16;
  private static final int STATE_AT = 64;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** Whether a header begins at {@code at}, going by its first eight octets. */
  static boolean beginsAt(MemorySegment file, long at) {
    return file.byteSize() - at >= OCTETS && file.get(LONG, at) >>> VERSION_BITS == MAGIC;
  }

  /** The header that begins at {@code at}. */
  static ChunkHeader at(MemorySegment file, long at) {
    return new ChunkHeader(
        file.get(LONG, at + 8),
        file.get(LONG, at + 16),
        file.get(LONG, at + 24),
        file.get(LONG, at + 32),
        file.get(LONG, at + 40),
        file.get(LONG, at + 48),
        file.get(LONG, at + 56),
        file.get(ValueLayout.JAVA_BYTE, at + STATE_AT) == 0);
  }

  /** Nanoseconds from the chunk's start to a time of the recorder's clock. */
  long nanosUntil(long ticks) {
    return (long) ((ticks - startTicks) * (NANOS_PER_SECOND / ticksPerSecond));
  }

  /** Changes the header that {@code octets} holds to that of a closed chunk ending at a point. */
  static void end(ByteBuffer octets, FlushPoint last) {
    octets
        .putLong(8, last.end())
        .putLong(16, last.constantPools())
        .putLong(24, last.metadata())
        .putLong(40, last.nanos())
        .put(STATE_AT, (byte) 0);
  }
}
