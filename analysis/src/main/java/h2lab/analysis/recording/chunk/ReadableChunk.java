package h2lab.analysis.recording.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A chunk of the kind that is known here: where its parts are, and its clock. Positions count from
 * its start.
 *
 * @param start where in the file it starts
 * @param size octets, header included
 */
record ReadableChunk(
    long start,
    long size,
    long poolPosition,
    long metadataPosition,
    long startNanos,
    long startTicks,
    double ticksPerNano) {
  private static final long MOST_PUT_RIGHT_NANOS = 1_000_000_000;

  /**
   * Reads the header of the chunk that starts here.
   *
   * @throws UnknownContent if it is of a format that is not known here, unfinished or damaged
   */
  static ReadableChunk at(ChunkOctets octets, long start) throws IOException {
    ByteBuffer first = octets.copy(start, ChunkHeader.OCTETS);
    expect(ChunkHeader.begins(first.getLong(0)), "no chunk of a known version at " + start);
    ChunkHeader header = ChunkHeader.of(first);
    long size = header.octets();
    expect(header.finished(), "a chunk that is not finished");
    expect(header.compressed(), "integers that are not compressed");
    expect(
        size > ChunkHeader.OCTETS && size <= octets.fileSize() - start,
        "a chunk of " + size + " octets");
    expect(isWithin(header.constantPools(), size), "pools at " + header.constantPools());
    expect(isWithin(header.metadata(), size), "types at " + header.metadata());
    expect(header.ticksPerSecond() > 0, "a clock that stands still");
    return new ReadableChunk(
        start,
        size,
        header.constantPools(),
        header.metadata(),
        header.startNanos(),
        header.startTicks(),
        header.ticksPerSecond() / ChunkHeader.NANOS_PER_SECOND);
  }

  private static boolean isWithin(long position, long size) {
    return position >= ChunkHeader.OCTETS && position < size;
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
  boolean agreesWith(ReadableChunk later) {
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
