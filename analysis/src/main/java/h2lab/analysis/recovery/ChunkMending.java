package h2lab.analysis.recovery;

import h2lab.analysis.recording.chunk.ChunkHeader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordingFile;

/**
 * Makes of pieces chunks that the JDK's reader reads to their end, which is tried out: a piece as
 * it is, else up to the last of its flush points that can be read.
 */
final class ChunkMending {
  private static final long UNREADABLE = -1;

  private final Path scratch;
  private final Runnable onEvent;

  /**
   * @param scratch a file to try chunks in, overwritten
   * @param onEvent called for each event that is read
   */
  ChunkMending(Path scratch, Runnable onEvent) {
    this.scratch = scratch;
    this.onEvent = onEvent;
  }

  /** The chunk that can be made of {@code piece}; empty if nothing in it can be read. */
  Optional<Chunk> mend(Piece piece) throws IOException {
    return piece.mapped(
        octets -> {
          if (piece.looksWhole()) {
            ByteBuffer header = header(octets);
            long events = events(octets, header, piece.octets());
            if (events != UNREADABLE) {
              return Optional.of(
                  new Chunk(piece, header, piece.octets(), events, piece.header().durationNanos()));
            }
          }
          return upToFlushPoint(piece, octets, FlushPoint.of(octets));
        });
  }

  /** By bisection: what can be read up to one point can be read up to those before it. */
  private Optional<Chunk> upToFlushPoint(Piece piece, MemorySegment octets, List<FlushPoint> points)
      throws IOException {
    int readable = -1;
    int unreadable = points.size();
    long events = 0;
    for (int next = points.size() - 1; readable + 1 < unreadable; ) {
      long found = events(octets, header(octets, points.get(next)), points.get(next).end());
      if (found == UNREADABLE) {
        unreadable = next;
      } else {
        readable = next;
        events = found;
      }
      next = (readable + unreadable) >>> 1;
    }
    return readable < 0
        ? Optional.empty()
        : Optional.of(chunk(piece, octets, points.get(readable), events));
  }

  private static Chunk chunk(Piece piece, MemorySegment octets, FlushPoint last, long events) {
    return new Chunk(piece, header(octets, last), last.end(), events, last.nanos());
  }

  private static ByteBuffer header(MemorySegment octets) {
    return ByteBuffer.wrap(octets.asSlice(0, ChunkHeader.OCTETS).toArray(ValueLayout.JAVA_BYTE));
  }

  private static ByteBuffer header(MemorySegment octets, FlushPoint last) {
    ByteBuffer header = header(octets);
    ChunkHeader.close(header, last.end(), last.constantPools(), last.metadata(), last.nanos());
    return header;
  }

  private long events(MemorySegment octets, ByteBuffer header, long end) throws IOException {
    try (FileChannel out =
        FileChannel.open(scratch, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      write(octets, header, end, out);
    }
    return events();
  }

  /** Writes a chunk: its header as it is to be, and what follows up to its end. */
  static void write(MemorySegment octets, ByteBuffer header, long end, WritableByteChannel out)
      throws IOException {
    writeFully(header.duplicate().rewind(), out);
    for (long at = ChunkHeader.OCTETS; at < end; ) {
      long length = Math.min(end - at, 1 << 20);
      writeFully(octets.asSlice(at, length).asByteBuffer(), out);
      at += length;
    }
  }

  private static void writeFully(ByteBuffer octets, WritableByteChannel out) throws IOException {
    while (octets.hasRemaining()) {
      out.write(octets);
    }
  }

  /** The JDK's reader may fail in any way on what is damaged, see EventFile. */
  private long events() {
    long events = 0;
    try (RecordingFile recording = new RecordingFile(scratch)) {
      while (recording.hasMoreEvents()) {
        recording.readEvent();
        onEvent.run();
        events++;
      }
      return events;
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError e) {
      return UNREADABLE;
    }
  }
}
