package h2lab.analysis;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes files whole or not at all: beside their place first, then moved there. Neither a failure
 * nor Ctrl-C leaves a half-written file, and an older file of that name stays until the new one is
 * complete.
 */
public final class WholeFile {
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(WholeFile::removeAll));
  }

  /** What goes into the file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes {@code content} to {@code file}, replacing one that is there.
   *
   * @throws IOException if the file cannot be written or the content cannot be had; nothing has
   *     changed then
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException(file + " is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      writeTo(target, file, content); // a device or a pipe is there to be written to
      return;
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new IOException("there is no folder " + target.getParent());
    }
    Path unfinished = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
    UNFINISHED.add(unfinished);
    try {
      writeTo(unfinished, file, content);
      makeReadable(unfinished);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
      UNFINISHED.remove(unfinished);
    }
  }

  private static void writeTo(Path place, Path named, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            new NamedOutput(Files.newOutputStream(place), named.toString()), BUFFER_OCTETS)) {
      content.writeTo(out);
    }
  }

  /** Temporary files are private to their owner; results are not. */
  private static void makeReadable(Path file) {
    file.toFile().setReadable(true, false);
  }

  private static void removeAll() {
    for (Path unfinished : UNFINISHED) {
      unfinished.toFile().delete();
    }
  }
}
