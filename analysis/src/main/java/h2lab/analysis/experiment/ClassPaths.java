package h2lab.analysis.experiment;

import h2lab.analysis.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Class paths that Maven resolves, which may take a while the first time. The answer is kept in the
 * user's cache folder; the libraries themselves stay in Maven's repository.
 */
final class ClassPaths {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final String KEPT = "class-path.txt";
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";

  /** Maven colours what it says even where nobody sees colours. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** What of its long line tells the reason: the last sentence that begins like this. */
  private static final Pattern REASON = Pattern.compile(".*\\b((?:Could not|Cannot) .*)");

  private final Path cache;
  private final List<String> maven;
  private final Consumer<String> out;

  /**
   * @param maven the command that starts it
   * @param out gets a line before each resolution
   */
  ClassPaths(Path cache, List<String> maven, Consumer<String> out) {
    this.cache = cache;
    this.maven = maven;
    this.out = out;
  }

  /** Those of this user, resolved by the Maven on the PATH. */
  static ClassPaths ofUser(Consumer<String> out) {
    return new ClassPaths(usersCache(), List.of("mvn"), out);
  }

  /** The folder that users' caches have on most systems. */
  private static Path usersCache() {
    String told = System.getenv("XDG_CACHE_HOME");
    Path caches =
        told == null || told.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(told);
    return caches.resolve("h2lab").resolve("peers");
  }

  /**
   * The class path of a target's libraries.
   *
   * @throws EnvironmentException with the reason if they cannot be had
   */
  String of(Target target) throws IOException, InterruptedException {
    Optional<String> known = known(target);
    return known.isPresent() ? known.get() : resolve(target);
  }

  /** The class path if it was resolved before and all of it is still there. */
  Optional<String> known(Target target) throws IOException {
    Path kept = folder(target).resolve(KEPT);
    return Files.exists(kept)
        ? Optional.of(Files.readString(kept))
            .filter(
                path ->
                    Stream.of(path.split(File.pathSeparator))
                        .allMatch(jar -> Files.exists(Path.of(jar))))
        : Optional.empty();
  }

  private Path folder(Target target) {
    return cache.resolve(target.name() + "-" + Integer.toHexString(pom(target).hashCode()));
  }

  private String resolve(Target target) throws IOException, InterruptedException {
    String libraries = String.join(", ", target.maven());
    if (!Environment.onPath(maven.getFirst())) {
      throw new EnvironmentException(
          "it needs %s to fetch %s".formatted(maven.getFirst(), libraries));
    }
    out.accept(target.name() + ": resolving " + libraries);
    Path folder = Files.createDirectories(folder(target));
    WholeFile.write(
        folder.resolve("pom.xml"),
        file -> file.write(pom(target).getBytes(StandardCharsets.UTF_8)));
    String resolved = ask(folder);
    WholeFile.write(
        folder.resolve(KEPT), file -> file.write(resolved.getBytes(StandardCharsets.UTF_8)));
    return resolved;
  }

  private String ask(Path folder) throws IOException, InterruptedException {
    Path answer = Files.createTempFile(folder, "class-path", ".part");
    List<String> command = new ArrayList<>(maven);
    command.addAll(List.of("-q", "-B", "-f", folder.resolve("pom.xml").toString(), GOAL));
    command.addAll(List.of("-DincludeScope=runtime", "-Dmdep.outputFile=" + answer));
    try (ChildProcess child = ChildProcess.start(command, line -> {})) {
      if (!child.waitFor(DEADLINE)) {
        throw new EnvironmentException(
            "Maven did not answer within " + DEADLINE.toMinutes() + " min");
      }
      if (child.exitCode() != 0) {
        throw new EnvironmentException(reason(child.output()));
      }
      return Files.readString(answer).strip();
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private static String reason(List<String> output) {
    return output.stream()
        .map(line -> COLOUR.matcher(line).replaceAll(""))
        .filter(line -> line.startsWith("[ERROR]"))
        .findFirst()
        .map(line -> line.substring("[ERROR]".length()).replaceFirst(" -> \\[Help.*", "").strip())
        .map(line -> "Maven says: " + REASON.matcher(line).replaceFirst("$1"))
        .orElse("Maven failed without a reason");
  }

  private static String pom(Target target) {
    String dependencies =
        target.maven().stream()
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
