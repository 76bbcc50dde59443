package h2lab.server.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * A line of the summary's table.
 *
 * @param sd standard deviation
 * @param within share of the values at most one standard deviation from the mean, 0 to 1
 */
record Spread(double min, double max, double mean, double sd, double within) {
  private static final Spread NONE = new Spread(0, 0, 0, 0, 0);

  /** The spread of values; zeros if there are none. */
  static Spread of(double... values) {
    if (values.length == 0) {
      return NONE;
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double sd = Math.sqrt(variance);
    double within = Arrays.stream(values).filter(v -> Math.abs(v - mean) <= sd).count();
    return new Spread(
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow(),
        mean,
        sd,
        within / values.length);
  }

  /** The spread of a histogram's values; zeros if there are none. */
  static Spread of(Histogram values) {
    if (values.getTotalCount() == 0) {
      return NONE;
    }
    double mean = values.getMean();
    double sd = values.getStdDeviation();
    long low = (long) Math.max(0, Math.ceil(mean - sd));
    double within = values.getCountBetweenValues(low, (long) (mean + sd));
    return new Spread(
        values.getMinValue(),
        values.getMaxValue(),
        mean,
        sd,
        Math.min(1, within / values.getTotalCount()));
  }
}
