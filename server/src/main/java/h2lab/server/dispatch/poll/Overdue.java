package h2lab.server.dispatch.poll;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients that must be gone within some time, the same for all. Used by one thread. */
final class Overdue {
  private final long nanos;

  /** When each must be gone; the earliest is first. */
  private final Map<Watch, Long> deadlines = new LinkedHashMap<>();

  Overdue(Duration time) {
    nanos = time.toNanos();
  }

  /** From now on its time runs, if it does not already. */
  void add(Watch watch) {
    if (!deadlines.containsKey(watch)) {
      deadlines.put(watch, System.nanoTime() + nanos);
    }
  }

  void remove(Watch watch) {
    deadlines.remove(watch);
  }

  /** Time until the first must be gone; {@link PollLoop#NEVER} if nobody must. */
  long timeLeftNanos(long nowNanos) {
    return deadlines.isEmpty() ? PollLoop.NEVER : deadlines.values().iterator().next() - nowNanos;
  }

  boolean isEmpty() {
    return deadlines.isEmpty();
  }

  /** Takes out those who must be gone by now. */
  List<Watch> take(long nowNanos) {
    List<Watch> overdue =
        deadlines.entrySet().stream()
            .takeWhile(deadline -> deadline.getValue() - nowNanos <= 0)
            .map(Map.Entry::getKey)
            .toList();
    overdue.forEach(deadlines::remove);
    return overdue;
  }
}
