package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What judges the server shares nothing with it, lest a mistake that both make go unseen. */
class ModelIsIndependentTest {
  private static final Path SOURCES = Path.of("src/test/java/h2lab/server/conformance");
  private static final Pattern OF_THE_PRODUCT =
      Pattern.compile("h2lab\\.(?!server\\.conformance\\.(model|wire)\\b)[\\w.]+");

  @ParameterizedTest
  @ValueSource(strings = {"model", "wire"})
  void itNamesNoClassOfTheProduct(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() >= 3, sources::toString);
      for (Path source : sources) {
        List<String> named =
            OF_THE_PRODUCT.matcher(Files.readString(source)).results().map(r -> r.group()).toList();
        assertEquals(List.of(), named, source.toString());
      }
    }
  }
}
