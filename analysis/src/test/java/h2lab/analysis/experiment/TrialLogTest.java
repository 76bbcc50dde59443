package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {
  private static final TrialResult FIRST =
      MadeResults.ok(MadeResults.trial(1, Map.of("pipeline", "10")), new Random(1));
  private static final TrialResult SECOND =
      MadeResults.failed(MadeResults.trial(2, Map.of("pipeline", "20")));

  @TempDir Path folder;

  @Test
  void everyLineIsThereAtOnceAndReadsBackEqual() throws Exception {
    try (TrialLog log = TrialLog.open(folder)) {
      log.append(FIRST);
      assertEquals(List.of(FIRST), TrialLog.read(folder));
      log.append(SECOND);
      assertEquals(List.of(FIRST, SECOND), TrialLog.read(folder));
    }
  }

  @Test
  void openingAgainAppends() throws Exception {
    append(FIRST);
    append(SECOND);
    assertEquals(List.of(FIRST, SECOND), TrialLog.read(folder));
  }

  @Test
  void lineTornAnywhereIsDroppedAndReplaced() throws Exception {
    append(FIRST);
    String whole = Files.readString(log());
    String second = ExperimentJson.line(SECOND);
    for (int torn : new int[] {1, second.length() / 2, second.length()}) {
      Files.writeString(log(), whole + second.substring(0, torn));
      assertEquals(List.of(FIRST), TrialLog.read(folder));
      append(SECOND);
      assertEquals(List.of(FIRST, SECOND), TrialLog.read(folder));
    }
  }

  @Test
  void damageBeforeTheEndIsAnErrorWithItsLine() throws Exception {
    append(FIRST);
    Files.writeString(log(), "{\"schema\":\n", StandardOpenOption.APPEND);
    String message =
        assertThrows(EnvironmentException.class, () -> TrialLog.read(folder)).getMessage();
    assertTrue(message.contains("trials.ndjson:2 is not a trial"), message);
  }

  @Test
  void unknownFormIsRefused() throws Exception {
    Files.writeString(log(), "{\"schema\":\"h2lab-trial-9\"}\n");
    assertThrows(EnvironmentException.class, () -> TrialLog.read(folder));
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    String line = ExperimentJson.line(SECOND);
    assertFalse(line.contains("requests_per_second"), line);
    assertFalse(line.contains("null"), line);
    assertTrue(line.contains("\"status\":\"failed\""), line);
    assertTrue(line.contains("\"pipeline\":\"20\""), line);
    assertTrue(ExperimentJson.line(FIRST).contains("\"cpu_us_per_request\""), line);
  }

  private Path log() {
    return folder.resolve(TrialLog.FILE);
  }

  private void append(TrialResult result) throws Exception {
    try (TrialLog log = TrialLog.open(folder)) {
      log.append(result);
    }
  }
}
