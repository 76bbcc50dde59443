package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void percentComparesLastThirdToFirst() {
    assertEquals(100, Trend.percent(slices(10, 10, 15, 99, 20, 20)), 1e-9);
    assertEquals(-50, Trend.percent(slices(20, 0, 10)), 1e-9);
    assertEquals(0, Trend.percent(slices(7, 7, 7, 7)), 1e-9);
  }

  @Test
  void percentCountsUnequalSlicesByTheirLength() {
    List<LoadResult.Slice> slices =
        List.of(
            new LoadResult.Slice(0, 1.0, 100),
            new LoadResult.Slice(1, 1.0, 100),
            new LoadResult.Slice(2, 0.5, 50));
    assertEquals(0, Trend.percent(slices), 1e-9);
  }

  @Test
  void percentOfTooLittleIsUnknown() {
    assertNull(Trend.percent(null));
    assertNull(Trend.percent(slices(1, 2)));
    assertNull(Trend.percent(slices(0, 1, 2)));
  }

  @Test
  void riseBeyondTheScatterIsNoted() {
    assertTrue(Trend.isNoted(slices(30, 42, 61, 58, 70, 77, 75, 84, 83, 88)));
    assertTrue(Trend.isNoted(slices(88, 83, 84, 75, 77, 70, 58, 61, 42, 30)), "a fall");
    assertTrue(Trend.isNoted(slices(60, 61, 59, 60, 62, 99, 98, 97, 99, 98)), "a step");
  }

  @Test
  void whatIsTooSmallToMatterIsNotNoted() {
    assertFalse(Trend.isNoted(slices(100, 101, 102, 103, 104, 105, 106, 107, 108, 109)));
  }

  @Test
  void scatterIsNoTrend() {
    assertFalse(Trend.isNoted(slices(70, 101, 94, 121, 67, 97, 113, 93, 95, 145)));
    assertFalse(Trend.isNoted(slices(20, 99, 98, 101, 100, 99, 97, 100, 102, 98)), "one disturbed");
    assertFalse(Trend.isNoted(slices(100, 100, 100, 100, 100, 100, 100, 20, 20, 100)));
    assertFalse(Trend.isNoted(slices(1, 2, 3)), "too few to tell");
  }

  @Test
  void seldomNotedWhereThereIsNone() {
    Random random = new Random(7);
    long noted =
        IntStream.range(0, 2000)
            .filter(trial -> Trend.isNoted(slices(random.longs(20, 500, 1500).toArray())))
            .count();
    assertTrue(noted > 0 && noted <= 100, noted + " of 2000");
  }

  private static List<LoadResult.Slice> slices(long... requests) {
    return IntStream.range(0, requests.length)
        .mapToObj(i -> new LoadResult.Slice(i, 1, requests[i]))
        .toList();
  }
}
