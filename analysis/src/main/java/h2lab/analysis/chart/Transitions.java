package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each action of a client was followed by each other.
 *
 * <p>Rows come in any order, so a step waits here until both its neighbours have come. Recordings
 * are in disorder by a buffer at most, so that few wait at a time.
 */
final class Transitions {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private final Map<Long, Map<Long, Waiting>> waitingByClient = new HashMap<>();
  private long total;

  private static final class Waiting {
    final String action;
    int neighbours;

    Waiting(String action) {
      this.action = action;
    }
  }

  void add(ActionRow row) {
    Map<Long, Waiting> waiting =
        waitingByClient.computeIfAbsent(row.clientId(), id -> new HashMap<>());
    Waiting step = new Waiting(row.action());
    // Nothing comes before the first.
    step.neighbours = row.step() == 1 ? 1 : 0;
    waiting.put(row.step(), step);
    join(waiting, row.step() - 1, row.step());
    join(waiting, row.step(), row.step() + 1);
  }

  private void join(Map<Long, Waiting> waiting, long from, long to) {
    Waiting earlier = waiting.get(from);
    Waiting later = waiting.get(to);
    if (earlier != null && later != null) {
      total++;
      counts
          .computeIfAbsent(earlier.action, action -> new TreeMap<>())
          .merge(later.action, 1L, Long::sum);
      leave(waiting, from, earlier);
      leave(waiting, to, later);
    }
  }

  private static void leave(Map<Long, Waiting> waiting, long step, Waiting one) {
    if (++one.neighbours == 2) {
      waiting.remove(step);
    }
  }

  /** How often {@code to} came right after {@code from}. */
  long count(String from, String to) {
    return counts.getOrDefault(from, Map.of()).getOrDefault(to, 0L);
  }

  /** The largest count; 0 if there was no transition. */
  long largest() {
    return counts.values().stream()
        .flatMap(next -> next.values().stream())
        .max(Long::compare)
        .orElse(0L);
  }

  /** All transitions. */
  long total() {
    return total;
  }

  /** Steps kept because a neighbour has not come. */
  int waiting() {
    return waitingByClient.values().stream().mapToInt(Map::size).sum();
  }
}
