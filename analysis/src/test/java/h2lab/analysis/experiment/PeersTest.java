package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The described servers themselves, under the embedded load. Netty is among our own libraries;
 * others are skipped where they are not installed, or were never fetched by {@code h2lab run}.
 */
@Timeout(120)
class PeersTest {
  private static final int REQUESTS = 1000;

  @TempDir Path folder;
  @TempDir Path cache;

  static Stream<Arguments> cells() {
    return TargetCatalog.shipped().stream()
        .flatMap(peer -> Stream.of("off", "jdk").map(tls -> Arguments.of(peer.name(), tls)));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void answersEveryRequest(String name, String tls) throws Exception {
    Target peer =
        TargetCatalog.shipped().stream().filter(t -> t.name().equals(name)).findFirst().get();
    ClassPaths classPaths = classPaths(peer);
    Design design = design(name, tls);
    Targets targets = Targets.prepare(design, null, classPaths, line -> {});
    assumeTrue(targets.absence(name) == null, () -> targets.absence(name));
    TrialResult result =
        new TrialRun(
                Launcher.likeThisProcess(null),
                targets,
                Deadlines.GENEROUS,
                folder,
                1,
                CoreWatch.NONE)
            .run(design.trials().getFirst());
    assertEquals(TrialResult.Status.OK, result.status(), result::toString);
    assertEquals(REQUESTS, result.requests().succeeded(), result::toString);
    assertFalse(result.notes().toString().contains("SIGTERM"), result::toString);
    assertEquals(!tls.equals("off"), result.tls() != null, result::toString);
    assertNotNull(result.serverStartMillis());
    assertEquals(0, folder.toFile().list().length, "files are left");
  }

  private ClassPaths classPaths(Target peer) throws IOException {
    if (peer.name().equals("netty")) {
      String ours = System.getProperty("java.class.path");
      return new ClassPaths(cache, FakeMaven.command("answers", ours), line -> {});
    }
    ClassPaths ofUser = ClassPaths.ofUser(line -> {});
    assumeTrue(
        peer.maven().isEmpty() || ofUser.known(peer).isPresent(),
        () -> peer.name() + " was never fetched");
    return ofUser;
  }

  private static Design design(String name, String tls) {
    Experiment experiment =
        new Experiment(
            "test",
            "Test",
            "One peer.",
            List.of(new Factor("method", List.of(name))),
            Map.of("tls", tls, "clients", "5", "pipeline", "10"),
            1,
            0,
            null,
            0,
            Map.of("embedded", REQUESTS),
            List.of(),
            List.of(),
            null,
            null,
            null);
    return Design.of(List.of(experiment), 1);
  }
}
