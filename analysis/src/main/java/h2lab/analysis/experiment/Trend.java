package h2lab.analysis.experiment;

import java.util.List;

/** Whether the rate of requests still changed while it was measured. */
final class Trend {
  /** Below this many percent a difference is noise. */
  static final double NOTED_PERCENT = 10;

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

  private static double rate(List<LoadResult.Slice> slices) {
    double seconds = slices.stream().mapToDouble(LoadResult.Slice::seconds).sum();
    return seconds > 0 ? slices.stream().mapToLong(LoadResult.Slice::requests).sum() / seconds : 0;
  }
}
