package h2lab.analysis.recovery;

import h2lab.analysis.Progress;
import h2lab.analysis.WholeFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What could be saved of the remains of a recording, chunk by chunk.
 *
 * @param remains what there was
 * @param chunks that can be read to their ends, in the order of time
 * @param dropped in which nothing can be read
 */
public record Recovery(Remains remains, List<Chunk> chunks, List<Piece> dropped) {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Saves what can be saved, and writes it as a recording if there is anything. The remains stay as
   * they are.
   *
   * @param place a recording, whole or not or never written; or a folder of JFR's chunks
   * @throws IOException if there are no remains, or {@code target} is one of them or cannot be
   *     written
   */
  public static Recovery of(Path place, Path target) throws IOException {
    Remains remains = Remains.of(place);
    refuseToOverwrite(remains, target);
    Recovery recovery = mended(remains, target.toAbsolutePath().getParent());
    if (!recovery.chunks.isEmpty()) {
      WholeFile.write(
          target,
          out -> {
            WritableByteChannel channel = Channels.newChannel(out);
            for (Chunk chunk : recovery.chunks) {
              chunk.writeTo(channel);
            }
          });
    }
    return recovery;
  }

  private static void refuseToOverwrite(Remains remains, Path target) throws IOException {
    for (Piece piece : remains.pieces()) {
      if (Files.exists(target) && Files.isSameFile(target, piece.file())) {
        throw new IOException(target + " is what is to be recovered; name another output");
      }
    }
  }

  private static Recovery mended(Remains remains, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    List<Chunk> chunks = new ArrayList<>();
    List<Piece> dropped = new ArrayList<>();
    Path scratch = Files.createTempFile(folder, "recover", ".part");
    scratch.toFile().deleteOnExit();
    try (Progress progress = new Progress("recover", Progress.UNKNOWN)) {
      ChunkMending mending = new ChunkMending(scratch, progress::step);
      for (Piece piece : remains.pieces()) {
        Optional<Chunk> chunk = mending.mend(piece);
        chunk.ifPresentOrElse(chunks::add, () -> dropped.add(piece));
      }
    } finally {
      Files.deleteIfExists(scratch);
    }
    return new Recovery(remains, List.copyOf(chunks), List.copyOf(dropped));
  }

  /** Whether the remains were a whole recording. */
  public boolean wasWhole() {
    return dropped.isEmpty() && chunks.stream().noneMatch(Chunk::mended);
  }

  /** Events saved. */
  public long events() {
    return chunks.stream().mapToLong(Chunk::events).sum();
  }

  /** How long a time what is saved covers, in seconds. */
  public double seconds() {
    return chunks.stream().mapToLong(Chunk::nanos).sum() / NANOS_PER_SECOND;
  }

  /**
   * Seconds of which something may be missing, from the begin of the first piece to the end of the
   * last. What came after the last cannot be known.
   */
  public double lostSeconds() {
    long reached = remains.pieces().getFirst().header().startNanos();
    long lost = 0;
    boolean broken = false;
    Iterator<Chunk> saved = chunks.iterator();
    for (Piece piece : remains.pieces()) {
      if (dropped.contains(piece)) {
        broken = true;
        continue;
      }
      Chunk chunk = saved.next();
      lost += broken ? Math.max(0, chunk.startNanos() - reached) : 0;
      broken = chunk.mended();
      reached = chunk.endNanos();
    }
    long end = remains.pieces().getLast().endNanos();
    return (lost + (broken ? Math.max(0, end - reached) : 0)) / NANOS_PER_SECOND;
  }

  /** What came of each chunk that is not as it was, a line each. */
  public List<String> remarks() {
    List<String> lines = new ArrayList<>();
    for (Chunk chunk : chunks) {
      if (chunk.mended()) {
        lines.add(
            "%s: %,d of %,d octets kept, at most its last %.1f s lost"
                .formatted(
                    chunk.piece(),
                    chunk.octets(),
                    chunk.piece().octets(),
                    chunk.lostNanos() / NANOS_PER_SECOND));
      }
    }
    for (Piece piece : dropped) {
      lines.add("%s: dropped, nothing in it can be read".formatted(piece));
    }
    return lines;
  }
}
