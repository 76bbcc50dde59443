package h2lab.analysis.check.baseline;

import java.util.Map;
import java.util.TreeMap;

/** How often values occurred, by their size in steps of a quarter of a doubling; and their sum. */
final class Histogram {
  private static final int BINS_PER_DOUBLING = 4;

  private final TreeMap<Integer, Long> bins = new TreeMap<>();
  private long count;
  private double sum;

  Histogram() {}

  /** One that was stored. */
  Histogram(Map<Integer, Long> bins, double sum) {
    this.bins.putAll(bins);
    this.sum = sum;
    count = bins.values().stream().mapToLong(Long::longValue).sum();
  }

  void add(long value) {
    int bin =
        value <= 0 ? -1 : (int) (BINS_PER_DOUBLING * Math.log(value) / Math.log(2)); // rounds down
    bins.merge(bin, 1L, Long::sum);
    count++;
    sum += value;
  }

  void add(Histogram other) {
    other.bins.forEach((bin, n) -> bins.merge(bin, n, Long::sum));
    count += other.count;
    sum += other.sum;
  }

  Map<Integer, Long> bins() {
    return bins;
  }

  long count() {
    return count;
  }

  double sum() {
    return sum;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** The largest distance of the two cumulative distributions (Kolmogorov and Smirnov), 0 to 1. */
  static double kolmogorovSmirnov(Histogram one, Histogram other) {
    TreeMap<Integer, Long> all = new TreeMap<>(one.bins);
    all.putAll(other.bins);
    double below = 0;
    double otherBelow = 0;
    double largest = 0;
    for (int bin : all.keySet()) {
      below += one.bins.getOrDefault(bin, 0L);
      otherBelow += other.bins.getOrDefault(bin, 0L);
      largest = Math.max(largest, Math.abs(below / one.count - otherBelow / other.count));
    }
    return largest;
  }

  /**
   * How much more often a value of the second is larger than one of the first than the reverse
   * (Cliff's delta), -1 to 1; values of one bin count as equal.
   */
  static double cliffsDelta(Histogram one, Histogram other) {
    double larger = 0;
    double below = 0;
    double otherBelow = 0;
    TreeMap<Integer, Long> all = new TreeMap<>(one.bins);
    all.putAll(other.bins);
    for (int bin : all.keySet()) {
      double here = one.bins.getOrDefault(bin, 0L);
      double otherHere = other.bins.getOrDefault(bin, 0L);
      larger += otherHere * below - here * otherBelow;
      below += here;
      otherBelow += otherHere;
    }
    return larger / ((double) one.count * other.count);
  }
}
