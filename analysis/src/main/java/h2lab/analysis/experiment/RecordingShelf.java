package h2lab.analysis.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The recordings of a sweep, which must not fill the disk: a full one ends every JVM that records.
 * Kept are those of the first repetition, up to a total size, and those of trials that went wrong;
 * the others are deleted once they were read.
 */
final class RecordingShelf {
  /** What must stay free on the disk while a trial records. */
  static final long MARGIN_OCTETS = 1L << 30;

  private static final String FOLDER = "recordings";

  private final Path results;
  private final long budgetOctets;
  private long usedOctets;

  /**
   * @param budgetOctets for the recordings of this sweep, those already there included
   */
  RecordingShelf(Path results, long budgetOctets) throws IOException {
    this.results = results;
    this.budgetOctets = budgetOctets;
    Files.createDirectories(folder());
    usedOctets = used(results);
  }

  private static long used(Path results) throws IOException {
    Path folder = results.resolve(FOLDER);
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(RecordingShelf::size).sum();
    }
  }

  Path folder() {
    return results.resolve(FOLDER);
  }

  /**
   * Checks that there is room for a sweep, before anything is written.
   *
   * @param results the folder of its results, which need not exist
   * @throws EnvironmentException if there is less than the rest of the budget and a margin
   */
  static void requireRoomForAll(Path results, long budgetOctets) throws IOException {
    require(results, MARGIN_OCTETS + Math.max(0, budgetOctets - used(results)));
  }

  /** Checks that there is room for a trial. */
  void requireRoomForOne() throws IOException {
    require(results, MARGIN_OCTETS);
  }

  private static void require(Path results, long octets) throws IOException {
    Path existing = results.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    if (free < octets) {
      throw new EnvironmentException(
          "%s has %s free, %s are needed for recordings; --keep-recordings sets how much is kept"
              .formatted(results, Words.octets(free), Words.octets(octets)));
    }
  }

  /** Keeps or deletes the recording of a trial just made, and says so in its result. */
  TrialResult shelve(TrialResult result) throws IOException {
    if (result.recording() == null || result.recording().file() == null) {
      return result;
    }
    long octets = result.recording().octets();
    boolean wanted = result.repetition() == 1 || !result.ok();
    if (wanted && usedOctets + octets <= budgetOctets) {
      usedOctets += octets;
      return result;
    }
    drop(result);
    return result.withoutRecordingFile();
  }

  /** Deletes the recording of a trial, if it left one. */
  void drop(TrialResult result) throws IOException {
    if (result.recording() != null && result.recording().file() != null) {
      Files.deleteIfExists(results.resolve(result.recording().file()));
    }
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
