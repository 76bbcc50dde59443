package h2lab.analysis.recovery;

import h2lab.analysis.recording.chunk.ChunkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Octets of a file that begin with a chunk's header and may be a whole chunk or what is left of it.
 *
 * @param from where in the file, in octets
 * @param octets up to the next piece or the end of the file
 * @param endNanos when the last event in it can have been recorded, since 1970
 */
record Piece(Path file, long from, long octets, ChunkHeader header, long endNanos) {
  /** How often JFR flushes: so old can be what a killed process had not written at all. */
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final ValueLayout.OfLong FIRST =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /**
   * A piece of a file.
   *
   * @param lastWriteNanos when the file was last written, since 1970
   */
  static Piece of(Path file, long from, long octets, ChunkHeader header, long lastWriteNanos) {
    long endNanos =
        header.finished()
            ? header.startNanos() + header.durationNanos()
            : lastWriteNanos + FLUSH_NANOS;
    return new Piece(file, from, octets, header, endNanos);
  }

  /** Whether a header begins at {@code at}. */
  static boolean beginsAt(MemorySegment file, long at) {
    return file.byteSize() - at >= ChunkHeader.OCTETS && ChunkHeader.begins(file.get(FIRST, at));
  }

  /** The header that begins at {@code at}. */
  static ChunkHeader header(MemorySegment file, long at) {
    return ChunkHeader.of(file.asSlice(at, ChunkHeader.OCTETS).asByteBuffer());
  }

  /** What is done with the octets of a piece while they are mapped. */
  @FunctionalInterface
  interface Use<T> {
    T of(MemorySegment octets) throws IOException;
  }

  /** Whether its header says that it is a closed chunk of just so many octets. */
  boolean looksWhole() {
    return header.finished() && header.octets() == octets;
  }

  <T> T mapped(Use<T> use) throws IOException {
    return mapped(file, from, octets, use);
  }

  static <T> T mapped(Path file, long from, long octets, Use<T> use) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      return use.of(channel.map(MapMode.READ_ONLY, from, octets, arena));
    }
  }

  @Override
  public String toString() {
    return from == 0 ? file.getFileName().toString() : file.getFileName() + " from octet " + from;
  }
}
