package h2lab.tracing;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is room on disk to go on recording, for a full disk makes JFR end the JVM.
 *
 * <p>Needed is what JFR may write until it is stopped, and room for the recording itself, which is
 * a copy of what JFR has kept so far.
 */
final class DiskRoom {
  /**
   * What must stay free: at 5 million events/s JFR writes 11 MB between two looks, and what is in
   * its buffers when it is stopped.
   */
  static final long MARGIN_OCTETS = 128L << 20;

  /** Tells how much may still be written to the file system that holds a folder, in octets. */
  @FunctionalInterface
  interface FreeSpace {
    long octets(Path folder) throws IOException;
  }

  private final Path chunks;
  private final Path target;
  private final boolean shared;
  private final FreeSpace free;

  /**
   * @param chunks where JFR keeps what it has recorded
   * @param target the folder of the recording
   * @param shared whether both are on one file system
   */
  DiskRoom(Path chunks, Path target, boolean shared, FreeSpace free) {
    this.chunks = chunks;
    this.target = target;
    this.shared = shared;
    this.free = free;
  }

  /** Of the file systems as they are. */
  static DiskRoom of(Path chunks, Path target) throws IOException {
    FileStore ofChunks = Files.getFileStore(chunks);
    FileStore ofTarget = Files.getFileStore(target);
    return new DiskRoom(
        chunks,
        target,
        ofChunks.equals(ofTarget),
        folder -> (folder.equals(chunks) ? ofChunks : ofTarget).getUsableSpace());
  }

  /**
   * Why recording must stop now.
   *
   * @param recorded octets kept so far
   * @return null if it may go on
   * @throws IOException if that cannot be known
   */
  String obstacle(long recorded) throws IOException {
    String ofChunks = obstacle(chunks, shared ? recorded + MARGIN_OCTETS : MARGIN_OCTETS);
    return ofChunks != null || shared ? ofChunks : obstacle(target, recorded + MARGIN_OCTETS);
  }

  private String obstacle(Path folder, long needed) throws IOException {
    long octets = free.octets(folder);
    return octets >= needed
        ? null
        : "%s has %d MiB free, %d are needed to record and to write the recording"
            .formatted(folder, octets >> 20, needed >> 20);
  }
}
