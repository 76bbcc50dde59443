package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each method does with each scripted peer is what traces/ says it does; {@code
 * -Dgoldens=write} writes what it does.
 */
@Timeout(120)
class GoldenSequencesTest {
  private static final Path TRACES = Path.of("..", "traces");

  @TempDir Path folder;

  static Stream<Arguments> cells() {
    Stream<String> ofOurs =
        Stream.of("none", "thread", "virtual-thread", "async-custom")
            .flatMap(method -> Stream.of(method, method + "/http2"));
    return Stream.concat(ofOurs, Stream.of("async"))
        .flatMap(method -> Stream.of("off", "jdk").map(tls -> Arguments.of(method, tls)));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void actsAsTheGoldensSay(String method, String tls) throws Exception {
    try (H2labProcess play =
        H2labProcess.start("play", "--all", folder, "--method", method, "--tls", tls)) {
      Ran played = play.ran();
      assertEquals(0, played.exitCode(), played.err());
    }
    Path goldens = TRACES.resolve(method).resolve(tls);
    List<String> scripts = names(folder, ".jfr");
    List<String> arguments = new ArrayList<>(List.of("check", "--golden", goldens.toString()));
    scripts.forEach(script -> arguments.add(folder.resolve(script + ".jfr").toString()));
    if ("write".equals(System.getProperty("goldens"))) {
      Files.createDirectories(goldens);
      arguments.add("--update");
    }
    int checked = Main.commandLine().execute(arguments.toArray(String[]::new));
    assertEquals(0, checked, "the difference is on standard output");
    assertEquals(scripts, names(goldens, ".txt"), "no golden is without its script");
  }

  private static List<String> names(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(end))
          .map(name -> name.substring(0, name.length() - end.length()))
          .sorted()
          .toList();
    }
  }
}
