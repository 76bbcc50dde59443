package h2lab.analysis.experiment;

import java.util.List;

/** Whether the rate of requests still changed while it was measured, beyond its own scatter. */
final class Trend {
  /** Below this many percent a change does not matter. */
  static final double NOTED_PERCENT = 10;

  /** Of the standard normal distribution: without a trend it is exceeded in 5 of 100 trials. */
  private static final double SIGNIFICANT = 1.96;

  private Trend() {}

  /**
   * By how many percent the rate in the last third of the slices is above that in the first.
   *
   * @return null with fewer than three slices, or none answered in the first third
   */
  static Double percent(List<LoadResult.Slice> slices) {
    if (slices == null || slices.size() < 3) {
      return null;
    }
    int third = slices.size() / 3;
    double first = rate(slices.subList(0, third));
    double last = rate(slices.subList(slices.size() - third, slices.size()));
    return first > 0 ? 100 * (last / first - 1) : null;
  }

  /** Whether the change is large enough to matter, and more than the slices' scatter explains. */
  static boolean isNoted(List<LoadResult.Slice> slices) {
    Double percent = percent(slices);
    return percent != null && Math.abs(percent) > NOTED_PERCENT && isSignificant(slices);
  }

  /**
   * The test of Mann and Kendall: how many of all pairs of slices rose, less those that fell. It
   * asks nothing of how the rates are distributed, and a slice that the machine disturbed counts no
   * more than another.
   */
  private static boolean isSignificant(List<LoadResult.Slice> slices) {
    double[] rates = slices.stream().mapToDouble(slice -> rate(List.of(slice))).toArray();
    int count = rates.length;
    int rises = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        rises += (int) Math.signum(rates[j] - rates[i]);
      }
    }
    double deviation = Math.sqrt(count * (count - 1) * (2 * count + 5) / 18.0);
    return Math.abs(rises) - 1 > SIGNIFICANT * deviation;
  }

  private static double rate(List<LoadResult.Slice> slices) {
    double seconds = slices.stream().mapToDouble(LoadResult.Slice::seconds).sum();
    return seconds > 0 ? slices.stream().mapToLong(LoadResult.Slice::requests).sum() / seconds : 0;
  }
}
