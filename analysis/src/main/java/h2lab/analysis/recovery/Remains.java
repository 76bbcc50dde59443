package h2lab.analysis.recovery;

import h2lab.analysis.recording.chunk.ChunkHeader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What there is to make a recording of: a file, or the folder in which JFR kept the chunks of a
 * process.
 *
 * @param place the file or the folder
 * @param pieces in the order of time
 */
record Remains(Path place, List<Piece> pieces) {
  private static final String REPOSITORY = ".repository";
  private static final String RECORDING = ".jfr";

  /**
   * Finds what there is.
   *
   * @param named a recording, also one that was never written; or the folder beside it, or one of
   *     the folders in that
   * @throws IOException if there is nothing, or the remains of several processes
   */
  static Remains of(Path named) throws IOException {
    Path beside = named.resolveSibling(named.getFileName() + REPOSITORY);
    if (Files.isRegularFile(named)) {
      return new Remains(named, inFile(named));
    }
    if (Files.isDirectory(named)) {
      return ofFolder(ofOneProcess(named));
    }
    if (Files.isDirectory(beside)) {
      return ofFolder(ofOneProcess(beside));
    }
    throw new NoSuchFileException(named.toString());
  }

  /** The recording that a server would have written if it had not been killed. */
  static Path intended(Path named) {
    for (Path at = named.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      String name = String.valueOf(at.getFileName());
      if (name.endsWith(REPOSITORY)) {
        return at.resolveSibling(name.substring(0, name.length() - REPOSITORY.length()));
      }
    }
    return named;
  }

  private static Path ofOneProcess(Path folder) throws IOException {
    if (!chunkFiles(folder).isEmpty()) {
      return folder;
    }
    List<Path> processes = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isDirectory).sorted().toList()) {
        if (!chunkFiles(entry).isEmpty()) {
          processes.add(entry);
        }
      }
    }
    if (processes.size() > 1) {
      throw new IOException(
          folder + " has the chunks of several processes; name one of " + processes);
    }
    if (processes.isEmpty()) {
      throw new IOException(folder + " has no chunks of a recording");
    }
    return processes.getFirst();
  }

  private static List<Path> chunkFiles(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.toString().endsWith(RECORDING) && Files.isRegularFile(entry))
          .toList();
    }
  }

  private static Remains ofFolder(Path folder) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path file : chunkFiles(folder)) {
      pieces.addAll(inFile(file));
    }
    pieces.sort(Comparator.comparingLong(piece -> piece.header().startNanos()));
    return new Remains(folder, List.copyOf(pieces));
  }

  /** A piece ends where the next header begins: a damaged size is not believed. */
  private static List<Piece> inFile(Path file) throws IOException {
    long octets = Files.size(file);
    long lastWrite = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    return octets == 0
        ? List.of()
        : Piece.mapped(
            file,
            0,
            octets,
            all -> {
              List<Piece> pieces = new ArrayList<>();
              for (long at = nextHeader(all, 0, null); at < octets; ) {
                ChunkHeader header = Piece.header(all, at);
                long end = end(all, at, header);
                pieces.add(Piece.of(file, at, end - at, header, lastWrite));
                at = nextHeader(all, end, header);
              }
              return pieces;
            });
  }

  private static long end(MemorySegment all, long at, ChunkHeader header) {
    long left = all.byteSize() - at;
    boolean believable = header.octets() > ChunkHeader.OCTETS && header.octets() <= left;
    if (believable && (header.octets() == left || Piece.beginsAt(all, at + header.octets()))) {
      return at + header.octets();
    }
    return nextHeader(all, at + ChunkHeader.OCTETS, header);
  }

  /** Every flush point has a copy of its chunk's header in it, which begins nothing. */
  private static long nextHeader(MemorySegment all, long from, ChunkHeader last) {
    long at = from;
    while (at < all.byteSize()
        && !(Piece.beginsAt(all, at)
            && (last == null || Piece.header(all, at).startTicks() != last.startTicks()))) {
      at++;
    }
    return at;
  }
}
