package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths of JVM servers, with a fake Maven. */
class ClassPathsTest {
  private static final List<String> NO_MAVEN = List.of("no-such-maven");
  private static final Target TARGET =
      new Target(
          "some",
          null,
          null,
          List.of("x"),
          null,
          null,
          List.of("g:a:1"),
          null,
          null,
          null,
          null,
          null);

  private final List<String> said = new ArrayList<>();

  @TempDir Path cache;
  private Path jar;

  @BeforeEach
  void makeJar() throws Exception {
    jar = Files.createFile(cache.resolve("a.jar"));
  }

  @Test
  void resolvedClassPathNeedsNoMavenAgain() throws Exception {
    assertEquals(jar.toString(), paths(FakeMaven.command("answers", jar.toString())).of(TARGET));
    assertEquals(List.of("some: resolving g:a:1"), said);
    assertEquals(jar.toString(), paths(NO_MAVEN).of(TARGET));
    assertEquals(1, said.size(), "asked twice");
  }

  @Test
  void classPathWithoutAllOfItsJarsIsResolvedAnew() throws Exception {
    paths(FakeMaven.command("answers", jar.toString())).of(TARGET);
    Files.delete(jar);
    assertEquals(Optional.empty(), paths(NO_MAVEN).known(TARGET));
    assertEquals("it needs no-such-maven to fetch g:a:1", complaint(NO_MAVEN));
  }

  @Test
  void otherLibrariesAreResolvedAnew() throws Exception {
    paths(FakeMaven.command("answers", jar.toString())).of(TARGET);
    Target newer =
        new Target(
            "some",
            null,
            null,
            List.of("x"),
            null,
            null,
            List.of("g:a:2"),
            null,
            null,
            null,
            null,
            null);
    assertEquals(Optional.empty(), paths(NO_MAVEN).known(newer));
  }

  @Test
  void reasonOfMavenIsOneLineWithoutColours() {
    assertEquals(
        "Maven says: Could not transfer artifact a.b:c:pom:3.8.1 from/to central"
            + " (https://localhost/maven2): Connection refused",
        complaint(FakeMaven.command("offline", "")));
    assertEquals("Maven failed without a reason", complaint(FakeMaven.command("fails", "")));
  }

  private String complaint(List<String> maven) {
    return assertThrows(EnvironmentException.class, () -> paths(maven).of(TARGET)).getMessage();
  }

  private ClassPaths paths(List<String> maven) {
    return new ClassPaths(cache, maven, said::add);
  }
}
