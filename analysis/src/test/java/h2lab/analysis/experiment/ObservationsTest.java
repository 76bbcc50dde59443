package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results of load generators that tell less than ours. */
class ObservationsTest {
  @Test
  void generatorThatCountsNoContentHasNoRateOfIt() {
    assertNull(result(Map.of()).mibPerSecond());
    assertEquals(1000, result(Map.of()).requestsPerSecond());
  }

  @Test
  void contentThatWasAskedForBySizeIsTakenAsAnswered() {
    assertEquals(2000.0 / 1024, result(Map.of("payload", "2048")).mibPerSecond());
  }

  /** As of h2load: no content, no percentiles, no slices. */
  private static TrialResult result(Map<String, String> levels) {
    Observations seen = new Observations();
    seen.load =
        new LoadResult(
            "h2load 1",
            null,
            new LoadResult.Requests(1000, 1000, 1000, 1000, 0, 0, 0),
            1000.0,
            null,
            null,
            null,
            null,
            null,
            null);
    Trial trial = new Trial(1, new Levels(levels), 1, new Phases(0, 0, 1, 0), List.of("test"));
    return seen.result(trial, 1, "2026-11-22T20:00:00Z", null);
  }
}
