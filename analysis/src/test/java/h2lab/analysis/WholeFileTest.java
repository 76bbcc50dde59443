package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private List<Path> left() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void replacesAnOlderFile() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "older and longer");
    WholeFile.write(file, out -> out.write("new".getBytes()));

    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), left());
  }

  @Test
  void keepsTheOlderFileWhenTheContentFailsHalfway() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "older");
    for (RuntimeException failure : List.of(new IllegalStateException(), new RuntimeException())) {
      assertThrows(
          failure.getClass(),
          () ->
              WholeFile.write(
                  file,
                  out -> {
                    out.write(new byte[1 << 20]);
                    throw failure;
                  }));
    }

    assertEquals("older", Files.readString(file));
    assertEquals(List.of(file), left());
  }

  /** As a user names /dev/null or a pipe: it has to be one afterwards as well. */
  @Test
  void writesIntoAPipeAndLeavesIt() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();
    WholeFile.write(pipe, out -> out.write("through".getBytes()));

    assertEquals("through", new String(reader.getInputStream().readAllBytes()));
    assertFalse(Files.isRegularFile(pipe));
    assertEquals(List.of(pipe), left());
  }

  @Test
  void refusesAFolderAndAPlaceInNone() {
    assertThrows(IOException.class, () -> WholeFile.write(folder, out -> {}));
    assertThrows(
        IOException.class, () -> WholeFile.write(folder.resolve("no/where.txt"), out -> {}));
  }
}
