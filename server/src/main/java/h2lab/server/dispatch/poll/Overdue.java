package h2lab.server.dispatch.poll;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients that have some time left, each as much as the others. Used by one thread. */
final class Overdue {
  private final long nanos;

  /** When it is over for each; the earliest is first. */
  private final Map<Watch, Long> deadlines = new LinkedHashMap<>();

  Overdue(Duration time) {
    nanos = time.toNanos();
  }

  /** From now on its time runs, if it does not already. */
  void add(Watch watch, long nowNanos) {
    deadlines.putIfAbsent(watch, nowNanos + nanos);
  }

  void remove(Watch watch) {
    deadlines.remove(watch);
  }

  /** Time until it is over for the first; {@link PollLoop#NEVER} if there is nobody. */
  long timeLeftNanos(long nowNanos) {
    return deadlines.isEmpty() ? PollLoop.NEVER : deadlines.values().iterator().next() - nowNanos;
  }

  /** Takes out those for whom it is over. */
  List<Watch> take(long nowNanos) {
    if (timeLeftNanos(nowNanos) > 0) {
      return List.of();
    }
    List<Watch> overdue =
        deadlines.entrySet().stream()
            .takeWhile(deadline -> deadline.getValue() - nowNanos <= 0)
            .map(Map.Entry::getKey)
            .toList();
    overdue.forEach(deadlines::remove);
    return overdue;
  }
}
