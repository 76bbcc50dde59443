package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import h2lab.analysis.anatomy.SampledTime;
import h2lab.analysis.anatomy.ServerPart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CpuPartsTest {
  private static final double EXACT = 1e-9;

  /** 30 and 10 ms of ten samples, and two lost: 48 ms. */
  private static SampledTime sampled() {
    return new SampledTime(
        10,
        0,
        2,
        Map.of(
            "client-N",
            Map.of(
                ServerPart.READING, Duration.ofMillis(30), ServerPart.TLS, Duration.ofMillis(10))));
  }

  @Test
  void samplesDivideTheirTimeAndTheRestIsTheJvms() {
    CpuParts parts = CpuParts.of(sampled(), Duration.ofMillis(60), 1000);
    assertEquals(36, parts.usPerRequest().get(ServerPart.READING), EXACT);
    assertEquals(12, parts.usPerRequest().get(ServerPart.TLS), EXACT);
    assertEquals(12, parts.usPerRequest().get(ServerPart.JVM), EXACT);
    assertEquals(60, parts.total(), EXACT);
  }

  @Test
  void partsNeverExceedWhatTheSystemCounted() {
    CpuParts parts = CpuParts.of(sampled(), Duration.ofMillis(40), 1000);
    assertEquals(0, parts.usPerRequest().get(ServerPart.JVM), EXACT);
    assertEquals(40, parts.total(), EXACT);
  }

  @Test
  void withoutSamplesThereIsNothingToDivideBy() {
    assertNull(CpuParts.of(new SampledTime(0, 0, 3, Map.of()), Duration.ofMillis(40), 1000));
  }

  @Test
  void repetitionsAddUpToTheirMedian() {
    List<CpuParts> trials =
        List.of(
            CpuParts.of(sampled(), Duration.ofMillis(60), 1000),
            CpuParts.of(sampled(), Duration.ofMillis(60), 500),
            CpuParts.of(sampled(), Duration.ofMillis(60), 600));
    CpuParts pooled = CpuParts.pooled(trials);
    assertEquals(100, pooled.total(), EXACT);
    assertEquals(60, pooled.usPerRequest().get(ServerPart.READING), EXACT);
    assertEquals(30, pooled.samples());
    assertEquals(6, pooled.lost());
  }

  @Test
  void lineOfATrialHasThemByNameAndReadsBackEqual() {
    TrialResult row =
        MadeResults.ok(MadeResults.trial(1, Map.of("level", "profile")), new Random(1));
    String line = ExperimentJson.line(row);
    assertEquals(row, ExperimentJson.parse(line, TrialResult.class));
    assertEquals(180, ExperimentJson.tree(line).at("/cpu_parts/samples").asInt());
    double sum = 0;
    for (String part : List.of("writing", "reading", "protocol", "other", "jvm")) {
      sum += ExperimentJson.tree(line).at("/cpu_parts/us_per_request/" + part).asDouble();
    }
    assertEquals(row.cpuUsPerRequest(), sum, EXACT);
  }

  @Test
  void otherLevelsHaveNone() {
    TrialResult row = MadeResults.ok(MadeResults.trial(1, Map.of()), new Random(1));
    assertNull(row.cpuParts());
  }
}
