package h2lab.analysis.anatomy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Processor time of the threads that run Java code, by what they were doing, as samples of their
 * stacks tell.
 *
 * @param samples how many there are
 * @param failed how many of them have no stack, and so are of {@link ServerPart#OTHER}
 * @param lost how many the JVM could not take, most of them of threads that were inside of it
 * @param byThread time sampled, by the kind of thread: its name, N in place of a number. Parts
 *     without any are left out, as is always that of the JVM
 */
public record SampledTime(
    long samples, long failed, long lost, Map<String, Map<ServerPart, Duration>> byThread) {

  /** Time sampled of all threads, by part. */
  public Map<ServerPart, Duration> byPart() {
    Map<ServerPart, Duration> all = new EnumMap<>(ServerPart.class);
    byThread
        .values()
        .forEach(parts -> parts.forEach((part, spent) -> all.merge(part, spent, Duration::plus)));
    return all;
  }

  /** Time of all samples, and of those lost, each taken for as long as others are. */
  public Duration all() {
    long nanos = byPart().values().stream().mapToLong(Duration::toNanos).sum();
    return samples == 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.round(nanos * (1 + (double) lost / samples)));
  }
}
