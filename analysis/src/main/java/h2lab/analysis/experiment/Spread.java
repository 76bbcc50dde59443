package h2lab.analysis.experiment;

import java.util.Collection;

/**
 * Where repeated measurements lie.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param smallest the least of them
 * @param largest the greatest of them
 * @param count how many there are, at least 1
 */
public record Spread(double median, double smallest, double largest, int count) {
  /** Of at least one measurement. */
  public static Spread of(Collection<Double> measurements) {
    double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no measurement, no spread");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }
}
