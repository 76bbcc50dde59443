package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.TrialResult.Status;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of servers that are not ours, as real processes under a fake load. */
class TargetTrialTest {
  private static final Deadlines SHORT =
      new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(1));

  @TempDir Path folder;

  @AfterEach
  void leavesNoProcessAndNoFile() throws Exception {
    assertEquals(List.of(), targetsAlive());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /** Also those whose parent has ended, so that they are nobody's descendants. */
  private static List<String> targetsAlive() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(FakeTarget.class.getName()))
        .toList();
  }

  @Test
  void startedServerHasFiguresAndNoRecording() throws Exception {
    TrialResult result = command("normal", SHORT);
    assertEquals(Status.OK, result.status(), result::toString);
    assertEquals(100.0, result.requestsPerSecond());
    assertNotNull(result.cpuUsPerRequest());
    assertNotNull(result.serverStartMillis());
    assertNull(result.recording());
    assertTrue(result.notes().contains(TrialRun.NO_RECORDING), result::toString);
  }

  @Test
  void serverThatRunsAlreadyIsMeasuredAndLeftAlone() throws Exception {
    Process process = new ProcessBuilder(FakeTarget.words("normal", "0")).start();
    try (BufferedReader out = process.inputReader()) {
      String url = "http://127.0.0.1:" + out.readLine().substring("port ".length()) + "/";
      TrialResult result = run(Target.given(Map.of("there", url), Map.of()), SHORT);
      assertEquals(Status.OK, result.status(), result::toString);
      assertNotNull(result.cpuUsPerRequest(), "its process is ours to see");
      assertNull(result.serverStartMillis());
      assertTrue(process.isAlive());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void urlThatNobodyAnswersIsFailure() throws Exception {
    try (PortLease port = PortLease.take()) {
      String url = "http://127.0.0.1:" + port.port() + "/";
      TrialResult result = run(Target.given(Map.of("there", url), Map.of()), SHORT);
      assertEquals(Status.FAILED, result.status());
      assertEquals("nobody accepts connections at " + url, result.reason());
    }
  }

  @Test
  void commandWithFixedUrlDoesNotMeasureWhoeverIsThere() throws Exception {
    try (var other = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + other.getLocalPort() + "/";
      TrialResult result =
          run(
              Target.given(Map.of("mine", url), Map.of("mine", FakeTarget.command("normal"))),
              SHORT);
      assertEquals(Status.FAILED, result.status());
      assertEquals("something else answers at " + url + " already", result.reason());
    }
  }

  @Test
  void commandThatExitsAtOnceIsFailureWithItsLastWords() throws Exception {
    TrialResult result = command("exits", SHORT);
    assertEquals(Status.FAILED, result.status());
    assertEquals("server exited with 9: no such option, before it listened", result.reason());
  }

  @Test
  void programThatDoesNotExistIsFailure() throws Exception {
    TrialResult result = run(Target.given(Map.of(), Map.of("x", "no-such-program {port}")), SHORT);
    assertEquals(Status.FAILED, result.status());
    assertEquals("cannot start no-such-program", result.reason());
  }

  @Test
  void commandThatNeverListensIsTimeout() throws Exception {
    Deadlines start = new Deadlines(Duration.ofSeconds(1), SHORT.loadOverhead(), SHORT.stop());
    TrialResult result = command("silent", start);
    assertEquals(Status.TIMEOUT, result.status());
    assertTrue(result.reason().endsWith("within 1.00 s"), result.reason());
  }

  @Test
  void serverThatIgnoresSigtermIsKilledAndItsFiguresStand() throws Exception {
    TrialResult result = command("ignores-sigterm", SHORT);
    assertEquals(Status.OK, result.status(), result::toString);
    assertTrue(
        result.notes().contains("server did not end within 1.00 s of SIGTERM and was killed"),
        result::toString);
  }

  @Test
  void childOfTheCommandIsMeasuredAndEndsWithIt() throws Exception {
    TrialResult result = command("leaves-child", SHORT);
    assertEquals(Status.OK, result.status(), result::toString);
    assertNotNull(result.cpuUsPerRequest());
  }

  @Test
  void twoRunsAtOnceGetPortsOfTheirOwn() throws Exception {
    List<Target> targets = Target.given(Map.of(), Map.of("x", FakeTarget.command("normal")));
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<CompletableFuture<TrialResult>> both =
          IntStream.of(1, 2)
              .mapToObj(n -> CompletableFuture.supplyAsync(() -> runQuietly(targets, n), threads))
              .toList();
      for (CompletableFuture<TrialResult> one : both) {
        assertEquals(Status.OK, one.get().status(), one.get()::toString);
      }
    }
  }

  @Test
  void absentServerIsNoFailure() throws Exception {
    Target ghost =
        new Target(
            "ghost",
            "A ghost",
            null,
            List.of("no-such-program"),
            "Debian package ghost",
            List.of("no-such-program"),
            null,
            null,
            null,
            null,
            null,
            null);
    TrialResult result = run(List.of(ghost), SHORT);
    assertEquals(Status.ABSENT, result.status());
    assertEquals(
        "ghost is absent: it needs no-such-program, Debian package ghost", result.reason());
    assertFalse(result.ok());
    Cell cell = new Cell(result.levels(), List.of(result));
    assertTrue(cell.absent());
    assertEquals(List.of(), cell.faulty());
  }

  private TrialResult command(String behaviour, Deadlines deadlines) throws Exception {
    return run(Target.given(Map.of(), Map.of("x", FakeTarget.command(behaviour))), deadlines);
  }

  private TrialResult runQuietly(List<Target> targets, int repetition) {
    try {
      return run(targets, SHORT, repetition);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private TrialResult run(List<Target> targets, Deadlines deadlines) throws Exception {
    return run(targets, deadlines, 1);
  }

  private TrialResult run(List<Target> targets, Deadlines deadlines, int repetition)
      throws Exception {
    String name = targets.getFirst().name();
    Experiment experiment =
        new Experiment(
            "test",
            "Test",
            "One target.",
            List.of(new Factor("method", List.of(name))),
            Map.of("tls", "off"),
            2,
            0,
            null,
            0,
            Map.of("embedded", 300),
            List.of(),
            targets,
            null,
            null,
            null);
    Design design = Design.of(List.of(experiment), 1);
    ClassPaths none = new ClassPaths(folder, List.of("no-such-maven"), line -> {});
    Targets ready = Targets.prepare(design, null, none, line -> {});
    Launcher launcher = Fakes.launcher("normal", "normal");
    return new TrialRun(launcher, ready, deadlines, folder, 1, CoreWatch.NONE)
        .run(design.trials().get(repetition - 1));
  }
}
