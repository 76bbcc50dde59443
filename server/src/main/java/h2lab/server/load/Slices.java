package h2lab.server.load;

import java.util.Arrays;

/** How many requests were done in each slice of the measured phase, for seeing trends. */
final class Slices {
  private final long sliceNanos;
  private long[] done = new long[32]; // more than a timed run has
  private int count;

  /**
   * @param sliceNanos length of a slice, above 0
   */
  Slices(long sliceNanos) {
    this.sliceNanos = sliceNanos;
  }

  /** Counts {@code requests} done {@code offsetNanos} after the measured phase began. */
  void add(long offsetNanos, long requests) {
    int slice = (int) (Math.max(0, offsetNanos) / sliceNanos);
    if (slice >= done.length) {
      done = Arrays.copyOf(done, Math.max(slice + 1, 2 * done.length));
    }
    done[slice] += requests;
    count = Math.max(count, slice + 1);
  }

  /** Forgets all requests. */
  void clear() {
    Arrays.fill(done, 0);
    count = 0;
  }

  /** Adds those of another loop, of the same length. */
  void add(Slices others) {
    for (int i = 0; i < others.count; i++) {
      add(i * sliceNanos, others.done[i]);
    }
  }

  /** How many slices {@code nanos} have begun; those after the last request are empty. */
  int within(long nanos) {
    return (int) Math.max(count, (nanos + sliceNanos - 1) / sliceNanos);
  }

  long done(int slice) {
    return slice < count ? done[slice] : 0;
  }

  long sliceNanos() {
    return sliceNanos;
  }
}
