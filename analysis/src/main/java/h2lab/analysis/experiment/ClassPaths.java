package h2lab.analysis.experiment;

import h2lab.analysis.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Class paths that Maven resolves, which may take a while the first time. The answer is kept in the
 * user's cache folder; the libraries themselves stay in Maven's repository.
 */
final class ClassPaths {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

  private final Path cache;
  private final Consumer<String> out;

  /**
   * @param out gets a line before each resolution
   */
  ClassPaths(Path cache, Consumer<String> out) {
    this.cache = cache;
    this.out = out;
  }

  /** The folder that users' caches have on most systems. */
  static Path usersCache() {
    String told = System.getenv("XDG_CACHE_HOME");
    Path caches =
        told == null || told.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(told);
    return caches.resolve("h2lab").resolve("peers");
  }

  /**
   * The class path for some libraries.
   *
   * @throws EnvironmentException with Maven's reason if they cannot be had
   */
  String of(Target target) throws IOException, InterruptedException {
    String pom = pom(target.maven());
    Path folder = cache.resolve(target.name() + "-" + Integer.toHexString(pom.hashCode()));
    Path kept = folder.resolve("class-path.txt");
    if (Files.exists(kept)) {
      String known = Files.readString(kept);
      if (Stream.of(known.split(File.pathSeparator)).allMatch(jar -> Files.exists(Path.of(jar)))) {
        return known;
      }
    }
    out.accept(target.name() + ": resolving " + String.join(", ", target.maven()));
    Files.createDirectories(folder);
    WholeFile.write(
        folder.resolve("pom.xml"), file -> file.write(pom.getBytes(StandardCharsets.UTF_8)));
    String resolved = resolve(folder);
    WholeFile.write(kept, file -> file.write(resolved.getBytes(StandardCharsets.UTF_8)));
    return resolved;
  }

  private static String resolve(Path folder) throws IOException, InterruptedException {
    Path answer = Files.createTempFile(folder, "class-path", ".part");
    List<String> command =
        List.of(
            "mvn",
            "-q",
            "-B",
            "-f",
            folder.resolve("pom.xml").toString(),
            GOAL,
            "-DincludeScope=runtime",
            "-Dmdep.outputFile=" + answer);
    try (ChildProcess maven = ChildProcess.start(command, line -> {})) {
      if (!maven.waitFor(DEADLINE)) {
        throw new EnvironmentException(
            "Maven did not answer within " + DEADLINE.toMinutes() + " min");
      }
      if (maven.exitCode() != 0) {
        throw new EnvironmentException(reason(maven.output()));
      }
      return Files.readString(answer).strip();
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private static String reason(List<String> output) {
    return output.stream()
        .filter(line -> line.startsWith("[ERROR]"))
        .findFirst()
        .map(line -> "Maven says: " + line.substring("[ERROR]".length()).strip())
        .orElse("Maven failed without a reason");
  }

  private static String pom(List<String> coordinates) {
    String dependencies =
        coordinates.stream()
            .map(each -> each.split(":"))
            .map(
                each ->
                    """
                        <dependency>
                          <groupId>%s</groupId>
                          <artifactId>%s</artifactId>
                          <version>%s</version>
                        </dependency>
                    """
                        .formatted((Object[]) each))
            .collect(Collectors.joining());
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>h2lab</groupId>
      <artifactId>peer</artifactId>
      <version>1</version>
      <dependencies>
    %s  </dependencies>
    </project>
    """
        .formatted(dependencies);
  }
}
