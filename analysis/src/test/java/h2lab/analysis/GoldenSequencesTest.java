package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What async-custom does with each scripted peer is what traces/ says it does. */
class GoldenSequencesTest {
  private static final Path GOLDENS = Path.of("..", "traces", "async-custom");

  @TempDir Path folder;

  /** Each script, with and without TLS. */
  static Stream<Arguments> goldens() {
    return Stream.of(
            "one-request",
            "ten-requests",
            "preface-in-three",
            "peer-stops-reading",
            "peer-vanishes")
        .flatMap(script -> Stream.of("off", "jdk").map(tls -> Arguments.of(script, tls)));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("goldens")
  void actsAsTheGoldenSays(String script, String tls) throws Exception {
    Path recording = folder.resolve("run.jfr");
    try (H2labProcess play =
        H2labProcess.start("play", script, "--tls", tls, "--record", recording)) {
      Ran played = play.ran();
      assertEquals(0, played.exitCode(), played.err());
    }
    Path golden = GOLDENS.resolve(tls).resolve(script + ".txt");
    int checked =
        Main.commandLine().execute("check", recording.toString(), "--golden", golden.toString());
    assertEquals(0, checked, "the difference is on standard output");
  }

  @Test
  void noGoldenIsLeftWithoutItsScript() throws Exception {
    List<String> known =
        goldens().map(golden -> golden.get()[1] + "/" + golden.get()[0] + ".txt").toList();
    List<String> found = new ArrayList<>();
    for (String tls : List.of("off", "jdk")) {
      try (var files = Files.list(GOLDENS.resolve(tls))) {
        files.forEach(file -> found.add(tls + "/" + file.getFileName()));
      }
    }
    assertEquals(known.stream().sorted().toList(), found.stream().sorted().toList());
  }
}
