package h2lab.analysis.recording;

import java.time.Instant;

/** Differences of event times without the objects that {@code Duration} would cost per row. */
final class Times {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Times() {}

  static long nanosBetween(Instant from, Instant to) {
    return (to.getEpochSecond() - from.getEpochSecond()) * NANOS_PER_SECOND
        + (to.getNano() - from.getNano());
  }
}
