package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.TrialResult.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that stay from one trial to the next. */
class KeptServersTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private static Trial trial(String... namesAndLevels) {
    Map<String, String> levels = new HashMap<>(Map.of("tls", "off", "level", "off"));
    for (int i = 0; i < namesAndLevels.length; i += 2) {
      levels.put(namesAndLevels[i], namesAndLevels[i + 1]);
    }
    Phases phases = new Phases(1, 5, 2, 300);
    return new Trial(1, new Levels(levels), 1, phases, List.of("test"), true);
  }

  private KeptServers servers() {
    Launcher launcher = Fakes.launcher("normal", "normal");
    return new KeptServers(
        trial ->
            new Targets.Lent(
                ServerProcess.start(launcher.serve(trial, folder.resolve("run.jfr"))), null, null));
  }

  @Test
  void oneProcessBearsWhatDiffersOnlyInTheLoad() throws Exception {
    try (KeptServers servers = servers()) {
      var pids = servers.of(trial(), SOON).server().pids();
      for (String factor : List.of("clients", "pipeline", "payload")) {
        assertEquals(pids, servers.of(trial(factor, "100"), SOON).server().pids(), factor);
      }
      assertNotEquals(pids, servers.of(trial("nagle", "on"), SOON).server().pids());
      assertNotEquals(pids, servers.of(trial("method", "thread"), SOON).server().pids());
    }
  }

  @Test
  void knowsWhichLoadsAProcessHad() throws Exception {
    try (KeptServers servers = servers()) {
      assertFalse(servers.hadLoadOf(trial()));
      servers.of(trial(), SOON);
      assertTrue(servers.hadLoadOf(trial()));
      assertFalse(servers.hadLoadOf(trial("pipeline", "7")));
      servers.end(trial());
      assertFalse(servers.hadLoadOf(trial()), "the next one is fresh");
    }
  }

  @Test
  void allHaveEndedOnceItIsClosed() throws Exception {
    RunningServer one;
    RunningServer another;
    try (KeptServers servers = servers()) {
      one = servers.of(trial(), SOON).server();
      another = servers.of(trial("nagle", "on"), SOON).server();
      assertFalse(one.ended().isDone());
    }
    assertTrue(one.ended().isDone());
    assertTrue(another.ended().isDone());
  }

  @Test
  void aTrialByAWarmServerWarmsUpForTheLeastTime() {
    assertEquals(new Phases(1, 1, 2, 300), trial().warm().phases());
    assertEquals(trial().name(), trial().warm().name());
  }

  @Test
  void oneThatDiesIsReplacedForTheNextTrial() throws Exception {
    Launcher launcher = Fakes.launcher("dies", "warms-up"); // which takes a second
    try (TrialRun run =
        new TrialRun(launcher, Targets.NONE, Deadlines.GENEROUS, folder, 42, CoreWatch.NONE)) {
      for (int i = 0; i < 2; i++) {
        TrialResult result =
            run.run(
                new Trial(1, trial().levels(), 1, new Phases(0, 30, 1, 0), List.of("test"), true));
        assertEquals(Status.FAILED, result.status());
        assertTrue(result.reason().contains("exited with 7"), result.reason());
      }
    }
  }

  @Test
  void trialsAreMadeByOneThatStartedOnce() throws Exception {
    try (TrialRun run =
        new TrialRun(
            Fakes.launcher("normal", "normal"),
            Targets.NONE,
            Deadlines.GENEROUS,
            folder,
            42,
            CoreWatch.NONE)) {
      TrialResult first = run.run(trial());
      TrialResult second = run.run(trial());
      assertEquals(Status.OK, first.status(), first::toString);
      assertEquals(Status.OK, second.status(), second::toString);
      assertEquals(first.serverStartMillis(), second.serverStartMillis());
    }
  }

  @Test
  void recordingsOfSingleTrialsAreRefused() throws Exception {
    Experiment recorded = ExperimentCatalog.shipped().named("five-clients").keepingServers(true);
    assertTrue(refusal(recorded).contains("-p level=off"), refusal(recorded));
    Feasibility.require(List.of(recorded.with(new Factor("level", List.of("off")))), List.of());
  }

  private static String refusal(Experiment experiment) {
    List<Experiment> experiments = List.of(experiment);
    return assertThrows(UsageException.class, () -> Feasibility.require(experiments, List.of()))
        .getMessage();
  }

  @Test
  void theDesignSaysSo() throws Exception {
    Experiment kept = ExperimentCatalog.shipped().named("headline").keepingServers(true);
    Design design = Design.of(List.of(kept), 1);
    assertTrue(design.trials().stream().allMatch(Trial::serverStays));
    assertTrue(
        design.describe().contains("  one process of each server for all its trials"),
        () -> design.describe().toString());
  }
}
