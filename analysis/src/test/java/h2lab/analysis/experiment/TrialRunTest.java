package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.TrialResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials with fake servers and loads, as real processes. */
class TrialRunTest {
  private static final Deadlines GENEROUS = Deadlines.GENEROUS;

  @TempDir Path recordings;

  @AfterEach
  void leavesNoProcess() {
    assertEquals(
        List.of(), ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList());
  }

  @Test
  void normalTrialHasFiguresAndRecording() throws Exception {
    TrialResult result = run("normal", "normal", GENEROUS);
    assertEquals(Status.OK, result.status(), result::toString);
    assertNull(result.reason());
    assertNull(result.stderrTail());
    assertEquals(100.0, result.requestsPerSecond());
    assertEquals(6.25, result.mibPerSecond());
    assertEquals(30.0, result.requestTimeUs().p99());
    assertEquals(6, result.slices().size());
    assertEquals(50.0, result.trendPercent(), 1e-9);
    assertEquals(List.of("rate changed by +50 % while measured"), result.notes());
    assertNotNull(result.cpuUsPerRequest());
    assertEquals("served 1 clients, 3 requests, 0 refused, 0 failed", result.serverSummary());
    assertEquals(0, result.recording().lostEvents());
    assertEquals(1, result.recording().clients());
    Path file = recordings.resolve(trial().name() + ".jfr");
    assertEquals("recordings/" + file.getFileName(), result.recording().file());
    assertEquals(Files.size(file), result.recording().octets());
    assertFalse(Files.exists(recordings.resolve(trial().name() + ".load.json")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatTheHypervisorTookIsKnownOnceEnoughTimeHasPassed() throws Exception {
    assertNull(run("normal", "normal", GENEROUS).stolenPercent());
    TrialResult result = run("normal", "takes-time", GENEROUS);
    assertEquals(Status.OK, result.status(), result::toString);
    assertTrue(result.stolenPercent() >= 0 && result.stolenPercent() <= 100, result::toString);
  }

  @Test
  void loadIsToldWhenServerAndLoadHaveCompiledThemselves() throws Exception {
    Trial patient =
        new Trial(1, new Levels(Map.of("tls", "off")), 1, new Phases(0, 30, 1, 0), List.of("test"));
    TrialResult result = run("normal", "warms-up", GENEROUS, patient);
    assertEquals(Status.OK, result.status(), result::toString);
    assertEquals(1.0, result.warmUpSeconds());
    assertTrue(result.compileMillis().server() >= 0, result::toString);
    Double ofLoad = result.compileMillis().load(); // null if it ended before it could be asked
    assertTrue(ofLoad == null || ofLoad >= 0, result::toString);
  }

  @Test
  void serverThatExitsAtOnceIsFailureWithItsLastWords() throws Exception {
    TrialResult result = run("exits", "normal", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertEquals(
        "server exited with 3: h2lab: port 1 is taken, before it listened", result.reason());
    assertEquals(List.of("server: h2lab: port 1 is taken"), result.stderrTail());
    assertNull(result.requestsPerSecond());
    assertNull(result.notes());
  }

  @Test
  void serverThatNeverListensIsTimeout() throws Exception {
    TrialResult result = run("silent", "normal", startWithin(Duration.ofSeconds(1)));
    assertEquals(Status.TIMEOUT, result.status());
    assertEquals("server did not listen within 1.00 s", result.reason());
  }

  @Test
  void serverThatSaysSomethingElseIsFailure() throws Exception {
    TrialResult result = run("babbles", "normal", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertEquals("server said 'hello' instead of where it listens", result.reason());
  }

  @Test
  void serverThatDiesUnderLoadIsFailureThoughTheLoadHangs() throws Exception {
    TrialResult result = run("dies", "hangs", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertEquals("server exited with 7, under load", result.reason());
  }

  @Test
  void serverThatIgnoresSigtermIsKilledAndFiguresStay() throws Exception {
    Deadlines shortStop =
        new Deadlines(GENEROUS.start(), GENEROUS.loadOverhead(), Duration.ofSeconds(1));
    TrialResult result = run("ignores-sigterm", "normal", shortStop);
    assertEquals(Status.TIMEOUT, result.status());
    assertEquals("server did not end within 1.00 s of SIGTERM and was killed", result.reason());
    assertEquals(100.0, result.requestsPerSecond());
    assertEquals(6.25, result.mibPerSecond());
  }

  @Test
  void recordingOfAKilledServerIsRecovered() throws Exception {
    TrialResult result = run("is-killed", "normal", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertTrue(
        result.notes().contains("recording was recovered from its chunks"), result::toString);
    assertEquals(0, result.recording().lostEvents());
    assertEquals(1, result.recording().clients());
    assertFalse(Files.exists(recordings.resolve(trial().name() + ".jfr.repository")));
  }

  @Test
  void loadThatFailsIsFailureAndServerStillRecords() throws Exception {
    TrialResult result = run("normal", "fails", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertEquals("load exited with 1: h2lab: connection refused", result.reason());
    assertEquals(List.of("load: h2lab: connection refused"), result.stderrTail());
    assertNull(result.requestsPerSecond());
    assertNotNull(result.recording());
  }

  @Test
  void loadThatHangsIsTimeout() throws Exception {
    Deadlines shortLoad = new Deadlines(GENEROUS.start(), Duration.ofSeconds(1), GENEROUS.stop());
    TrialResult result = run("normal", "hangs", shortLoad);
    assertEquals(Status.TIMEOUT, result.status());
    assertEquals("load did not end within 1.00 s", result.reason());
  }

  @Test
  void loadWithoutUsableReportIsFailure() throws Exception {
    assertEquals("load wrote no report", failure("no-report"));
    assertEquals("load reported in form \"other\", not h2lab-load-2", failure("other-schema"));
    assertTrue(failure("garbage").startsWith("load's report cannot be read: "));
  }

  @Test
  void failedRequestsMakeTheTrialFailButKeepItsFigures() throws Exception {
    TrialResult result = run("normal", "bad-requests", GENEROUS);
    assertEquals(Status.FAILED, result.status());
    assertEquals("7 of 300 requests failed: 7 x reset", result.reason());
    assertEquals(293, result.requests().succeeded());
  }

  @Test
  void noAnswerAtAllIsNoZero() throws Exception {
    assertEquals("no request was answered while it was measured", failure("no-answers"));
  }

  @Test
  void lostEventsMakeTheTrialInvalid() throws Exception {
    TrialResult result = run("loses", "normal", GENEROUS);
    assertEquals(Status.INVALID, result.status());
    assertEquals(1, result.recording().lostEvents());
    assertTrue(result.reason().contains("lost events: 1 steps"), result.reason());
  }

  @Test
  void missingRecordingMakesTheTrialInvalid() throws Exception {
    TrialResult result = run("no-recording", "normal", GENEROUS);
    assertEquals(Status.INVALID, result.status());
    assertEquals("server left no recording", result.reason());
  }

  private static Deadlines startWithin(Duration start) {
    return new Deadlines(start, GENEROUS.loadOverhead(), GENEROUS.stop());
  }

  private String failure(String load) throws Exception {
    TrialResult result = run("normal", load, GENEROUS);
    assertEquals(Status.FAILED, result.status());
    return result.reason();
  }

  private static Trial trial() {
    return new Trial(
        1, new Levels(Map.of("tls", "off")), 1, new Phases(0, 0, 0, 300), List.of("test"));
  }

  private TrialResult run(String server, String load, Deadlines deadlines) throws Exception {
    return run(server, load, deadlines, trial());
  }

  private TrialResult run(String server, String load, Deadlines deadlines, Trial trial)
      throws Exception {
    Launcher launcher = Fakes.launcher(server, load);
    return new TrialRun(launcher, Targets.NONE, deadlines, recordings, 42, CoreWatch.NONE)
        .run(trial);
  }
}
