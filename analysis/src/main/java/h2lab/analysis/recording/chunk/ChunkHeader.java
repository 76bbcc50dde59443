package h2lab.analysis.recording.chunk;

import java.nio.ByteBuffer;

/**
 * The first 68 octets of a chunk, as JFR of JDK 11 and later writes them (jdk.jfr's ChunkHeader):
 * big-endian numbers. Positions count from the chunk's begin.
 *
 * @param octets of the chunk with this header, as far as it is flushed
 * @param constantPools where the last flush point is
 * @param metadata where the event types are described
 * @param startNanos since 1970
 * @param durationNanos from its start to its last flush point
 * @param startTicks of the recorder's clock
 * @param ticksPerSecond of the recorder's clock
 * @param finished whether JFR has closed the chunk
 * @param compressed whether integers in it are
 */
public record ChunkHeader(
    long octets,
    long constantPools,
    long metadata,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    boolean finished,
    boolean compressed) {
  public static final int OCTETS = 68;
  public static final double NANOS_PER_SECOND = 1e9;

  /** "FLR", 0, and version 2, whose minor number may be any. */
  private static final long MAGIC = 0x464C_5200_0002L;

  private static final int VERSION_BITS = 16;
  private static final int OCTETS_AT = 8;
  private static final int CONSTANT_POOLS_AT = 16;
  private static final int METADATA_AT = 24;
  private static final int START_NANOS_AT = 32;
  private static final int DURATION_NANOS_AT = 40;
  private static final int START_TICKS_AT = 48;
  private static final int TICKS_PER_SECOND_AT = 56;
  private static final int STATE_AT = 64;
  private static final int FEATURES_AT = 67;
  private static final byte FINISHED = 0;
  private static final int COMPRESSED_INTEGERS = 1;

  /** Whether a header of a known version begins with these eight octets. */
  public static boolean begins(long first) {
    return first >>> VERSION_BITS == MAGIC;
  }

  /** The header that {@code octets} begins with; nothing is consumed. */
  public static ChunkHeader of(ByteBuffer octets) {
    return new ChunkHeader(
        octets.getLong(OCTETS_AT),
        octets.getLong(CONSTANT_POOLS_AT),
        octets.getLong(METADATA_AT),
        octets.getLong(START_NANOS_AT),
        octets.getLong(DURATION_NANOS_AT),
        octets.getLong(START_TICKS_AT),
        octets.getLong(TICKS_PER_SECOND_AT),
        octets.get(STATE_AT) == FINISHED,
        (octets.get(FEATURES_AT) & COMPRESSED_INTEGERS) != 0);
  }

  /** Nanoseconds from the chunk's start to a time of the recorder's clock. */
  public long nanosUntil(long ticks) {
    return (long) ((ticks - startTicks) * (NANOS_PER_SECOND / ticksPerSecond));
  }

  /**
   * Changes the header in {@code octets} to that of a closed chunk which ends earlier.
   *
   * @param end octets of the chunk, this header included
   * @param constantPools of the last flush point before that
   * @param metadata likewise
   * @param nanos from the chunk's start to that flush point
   */
  public static void close(
      ByteBuffer octets, long end, long constantPools, long metadata, long nanos) {
    octets
        .putLong(OCTETS_AT, end)
        .putLong(CONSTANT_POOLS_AT, constantPools)
        .putLong(METADATA_AT, metadata)
        .putLong(DURATION_NANOS_AT, nanos)
        .put(STATE_AT, FINISHED);
  }
}
