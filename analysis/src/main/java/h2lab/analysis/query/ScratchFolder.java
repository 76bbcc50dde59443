package h2lab.analysis.query;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for files that nobody needs afterwards: removed when closed, or when the process ends.
 */
final class ScratchFolder implements AutoCloseable {
  private final Path path;
  private final Thread atExit = Thread.ofPlatform().unstarted(this::remove);

  ScratchFolder(String prefix) throws IOException {
    path = Files.createTempDirectory(prefix);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // the hook runs already
    }
  }

  private void remove() {
    remove(path.toFile());
  }

  private static void remove(File file) {
    File[] files = file.listFiles();
    for (File each : files == null ? new File[0] : files) {
      remove(each);
    }
    file.delete();
  }
}
