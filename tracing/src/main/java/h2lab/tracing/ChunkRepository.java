package h2lab.tracing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The folder beside a recording's file in which JFR keeps what it has recorded until that file is
 * written: {@code run.jfr.repository} for {@code run.jfr}. Whatever ends the process before, the
 * folder stays and {@code h2lab recover} makes a recording of it.
 *
 * <p>JFR has one such folder per process, so the last one opened holds the chunks of all recordings
 * of the process.
 */
final class ChunkRepository {
  private static final String SUFFIX = ".repository";

  /** Set by JFR as soon as there is a chunk: the folder of this process in ours. */
  private static final String OF_THIS_PROCESS = "jdk.jfr.repository";

  private final Path folder;

  private ChunkRepository(Path folder) {
    this.folder = folder;
  }

  /**
   * Lets JFR keep what it records beside {@code file} from now on, and leave it there even when the
   * JVM ends in good order.
   *
   * @throws IOException if it cannot be kept there
   */
  static ChunkRepository beside(Path file) throws IOException {
    Path folder = file.resolveSibling(file.getFileName() + SUFFIX);
    String quote = folder.toString().contains("\"") ? "'" : "\"";
    configure("repositorypath=" + quote + folder + quote, "preserve-repository=true");
    return new ChunkRepository(folder);
  }

  /** The diagnostic command JFR.configure, by the one way to it that is public. */
  private static void configure(String... arguments) throws IOException {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "jfrConfigure",
              new Object[] {arguments},
              new String[] {String[].class.getName()});
    } catch (JMException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("cannot keep a recording: " + cause.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  /** What other processes left here, which ended before they could write their recording. */
  List<Path> leftBehind() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path ours = ofThisProcess().getFileName(); // JFR gives its real path, which may be another
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !entry.getFileName().equals(ours)).sorted().toList();
    }
  }

  /** Octets recorded so far, as they are on disk. */
  long octets() {
    long octets = 0;
    String[] chunks = ofThisProcess().toFile().list();
    for (String chunk : chunks == null ? new String[0] : chunks) {
      octets += ofThisProcess().resolve(chunk).toFile().length();
    }
    return octets;
  }

  private Path ofThisProcess() {
    return Path.of(System.getProperty(OF_THIS_PROCESS, folder.resolve("none").toString()));
  }

  /** Removes the folder unless somebody else's chunks are in it; ours must be written by now. */
  void release() throws IOException {
    configure("preserve-repository=false");
    for (Path empty : new Path[] {ofThisProcess(), folder}) {
      try {
        Files.delete(empty);
      } catch (NoSuchFileException | DirectoryNotEmptyException e) {
        return; // another recording of this process goes on, or an earlier process left its chunks
      }
    }
  }
}
