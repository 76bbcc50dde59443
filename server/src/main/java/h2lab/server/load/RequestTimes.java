package h2lab.server.load;

import org.HdrHistogram.Histogram;

/**
 * How long requests took. Those answered by one read and sent by one write took the same time, so
 * runs of equal times are counted before they reach the histogram.
 */
final class RequestTimes {
  private static final long LONGEST_NANOS = 3_600_000_000_000L;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram histogram = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private long runNanos;
  private long runLength;

  /** Adds one request; times above an hour count as an hour. */
  void add(long nanos) {
    if (nanos != runNanos) {
      flush();
      runNanos = nanos;
    }
    runLength++;
  }

  /** Forgets all times. */
  void clear() {
    runLength = 0;
    histogram.reset();
  }

  /** All times so far, in nanoseconds. Not to be changed. */
  Histogram histogram() {
    flush();
    return histogram;
  }

  private void flush() {
    if (runLength > 0) {
      histogram.recordValueWithCount(Math.clamp(runNanos, 0, LONGEST_NANOS), runLength);
      runLength = 0;
    }
  }
}
