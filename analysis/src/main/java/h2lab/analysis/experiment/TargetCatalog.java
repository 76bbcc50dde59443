package h2lab.analysis.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/**
 * The servers that come with a description: {@code peers/NAME/peer.json} and the files it names. To
 * add one, add a folder and its name to {@code peers/catalog.json}.
 */
final class TargetCatalog {
  private static final String FOLDER = "/h2lab/analysis/peers/";
  private static final List<Target> SHIPPED =
      ExperimentJson.resource(FOLDER + "catalog.json", new TypeReference<List<String>>() {})
          .stream()
          .map(TargetCatalog::read)
          .toList();

  private TargetCatalog() {}

  private static Target read(String name) {
    return ExperimentJson.resource(FOLDER + name + "/peer.json", new TypeReference<>() {});
  }

  /** All of them, in the order they are shown. */
  static List<Target> shipped() {
    return SHIPPED;
  }

  /** A file that a shipped description names, as it is. */
  static String text(Target target, String file) {
    String resource = FOLDER + target.name() + "/" + file;
    try (InputStream in = TargetCatalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line per server, for people. */
  static List<String> describe() {
    int widest = SHIPPED.stream().mapToInt(t -> t.name().length()).max().orElse(1);
    String line = "  %-" + widest + "s %s (%s)";
    return SHIPPED.stream().map(t -> line.formatted(t.name(), t.title(), t.install())).toList();
  }
}
