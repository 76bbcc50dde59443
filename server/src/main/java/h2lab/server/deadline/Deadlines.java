package h2lab.server.deadline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long a server waits for its clients.
 *
 * @param times positive; a deadline that is not there never passes
 */
public record Deadlines(Map<Deadline, Duration> times) {
  /** A deadline is looked at so many times before it passes. */
  private static final int LOOKS = 4;

  /** All of them, as the table has them. */
  public static final Deadlines STANDARD = standard();

  public Deadlines {
    for (Duration time : times.values()) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("no time to wait: " + time);
      }
    }
    times = Map.copyOf(times);
  }

  private static Deadlines standard() {
    Map<Deadline, Duration> times = new EnumMap<>(Deadline.class);
    Stream.of(Deadline.values()).forEach(deadline -> times.put(deadline, deadline.standard()));
    return new Deadlines(times);
  }

  /**
   * With another time for one of them.
   *
   * @param time null for never
   */
  public Deadlines with(Deadline deadline, Duration time) {
    Map<Deadline, Duration> changed = new EnumMap<>(Deadline.class);
    changed.putAll(times);
    if (time == null) {
      changed.remove(deadline);
    } else {
      changed.put(deadline, time);
    }
    return new Deadlines(changed);
  }

  /** Those that may pass. */
  List<Deadline> set() {
    return Stream.of(Deadline.values()).filter(times::containsKey).toList();
  }

  /**
   * How often to look at every client: a deadline passes between its time and half as much again.
   *
   * @return null if no deadline is set
   */
  public Duration interval() {
    return times.values().stream()
        .min(Duration::compareTo)
        .map(shortest -> shortest.dividedBy(LOOKS).plusNanos(1))
        .orElse(null);
  }
}
