package h2lab.analysis.recording.chunk;

import java.io.IOException;

/**
 * The first octets of a chunk. Positions count from its start.
 *
 * @param start where in the file it starts
 * @param size octets, header included
 */
record ChunkHeader(
    long start,
    long size,
    long poolPosition,
    long metadataPosition,
    long startNanos,
    long startTicks,
    double ticksPerNano) {
  static final int OCTETS = 68;

  private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;
  private static final int KNOWN_MAJOR_VERSION = 2;
  private static final byte FINISHED = 0;
  private static final int COMPRESSED_INTEGERS = 1;
  private static final double NANOS_PER_SECOND = 1_000_000_000;
  private static final long MOST_PUT_RIGHT_NANOS = 1_000_000_000;

  /**
   * Reads the header of the chunk that starts here.
   *
   * @throws UnknownContent if it is of a format that is not known here, unfinished or damaged
   */
  static ChunkHeader read(ChunkOctets octets, long start) throws IOException {
    octets.open(start, OCTETS);
    expect(octets.rawInt() == MAGIC, "no chunk begins at " + start);
    int version = octets.rawInt();
    expect(version >>> 16 == KNOWN_MAJOR_VERSION, "version " + (version >>> 16));
    long size = octets.rawLong();
    long poolPosition = octets.rawLong();
    long metadataPosition = octets.rawLong();
    long startNanos = octets.rawLong();
    octets.rawLong(); // duration
    long startTicks = octets.rawLong();
    double ticksPerNano = octets.rawLong() / NANOS_PER_SECOND;
    expect(octets.octet() == FINISHED, "a chunk that is not finished");
    octets.skip(2);
    expect((octets.octet() & COMPRESSED_INTEGERS) != 0, "integers that are not compressed");
    expect(size > OCTETS && size <= octets.fileSize() - start, "a chunk of " + size + " octets");
    expect(poolPosition >= OCTETS && poolPosition < size, "pools at " + poolPosition);
    expect(metadataPosition >= OCTETS && metadataPosition < size, "types at " + metadataPosition);
    expect(ticksPerNano > 0, "a clock that stands still");
    return new ChunkHeader(
        start, size, poolPosition, metadataPosition, startNanos, startTicks, ticksPerNano);
  }

  private static void expect(boolean holds, String otherwise) throws UnknownContent {
    if (!holds) {
      throw new UnknownContent(otherwise);
    }
  }

  /**
   * Whether the clock of this chunk tells the time of another one as that does itself, but for what
   * the clock of the system was put right in between.
   */
  boolean agreesWith(ChunkHeader later) {
    return ticksPerNano == later.ticksPerNano
        && Math.abs(epochNanos(later.startTicks) - later.startNanos) < MOST_PUT_RIGHT_NANOS;
  }

  /** Where in the file the chunk ends. */
  long end() {
    return start + size;
  }

  /** Rounds as the JDK's reader does, so that both tell the same time. */
  long epochNanos(long ticks) {
    return startNanos + (long) ((ticks - startTicks) / ticksPerNano);
  }
}
