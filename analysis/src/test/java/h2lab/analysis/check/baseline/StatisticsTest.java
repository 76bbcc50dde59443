package h2lab.analysis.check.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The statistics, by hand where that is possible. */
class StatisticsTest {
  private static Histogram of(long... values) {
    Histogram histogram = new Histogram();
    LongStream.of(values).forEach(histogram::add);
    return histogram;
  }

  @Test
  void equalDistributionsAreNoDistanceApart() {
    Map<String, Double> one = Map.of("a", 0.25, "b", 0.75);
    assertEquals(0, JensenShannon.distance(one, one), 1e-12);
    assertEquals(0, Histogram.kolmogorovSmirnov(of(1, 10, 100), of(1, 10, 100, 1, 10, 100)), 1e-12);
    assertEquals(0, Histogram.cliffsDelta(of(1, 10, 100), of(100, 10, 1)), 1e-12);
  }

  @Test
  void distributionsWithNothingInCommonAreFarthestApart() {
    assertEquals(1, JensenShannon.distance(Map.of("a", 1.0), Map.of("b", 1.0)), 1e-12);
    assertEquals(1, Histogram.kolmogorovSmirnov(of(1, 2), of(100, 200)), 1e-12);
    assertEquals(1, Histogram.cliffsDelta(of(1, 2), of(100, 200)), 1e-12);
    assertEquals(-1, Histogram.cliffsDelta(of(100, 200), of(1, 2)), 1e-12);
  }

  @Test
  void shiftsOfAPartAreMeasuredByIt() {
    assertEquals(0.5, Histogram.kolmogorovSmirnov(of(1, 1), of(1, 100)), 1e-12);
    assertEquals(0.5, Histogram.cliffsDelta(of(1, 1), of(1, 100)), 1e-12);
    // half of 1*log2(1/0.75) and of 0.5*log2(0.5/0.75) + 0.5*log2(0.5/0.25), by hand 0.3113
    double divergence =
        (Math.log(1 / 0.75) + 0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(2)) / 2 / Math.log(2);
    double distance = JensenShannon.distance(Map.of("a", 1.0), Map.of("a", 0.5, "b", 0.5));
    assertEquals(Math.sqrt(divergence), distance, 1e-12);
    assertEquals(0.558, distance, 1e-3);
  }

  @Test
  void valuesOfOneBinCountAsEqual() {
    assertEquals(0, Histogram.cliffsDelta(of(1_000), of(1_010)), 1e-12);
    assertTrue(Histogram.cliffsDelta(of(1_000), of(1_300)) > 0);
    assertEquals(1_150, of(1_000, 1_300).mean(), 1e-9);
  }
}
