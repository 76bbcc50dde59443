package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.ByClient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often each action of a client was followed by each other.
 *
 * <p>Rows come in any order, so a step waits here until both its neighbours have come. Recordings
 * are in disorder by a buffer at most, so that few wait at a time.
 */
final class Transitions implements TransitionCounts {
  private final Map<String, Integer> ids = new HashMap<>();
  private final ByClient<Steps> byClient = new ByClient<>(id -> new Steps());
  private long[][] counts = {}; // from id, to id
  private long total;

  /** A step that a neighbour has not come of. */
  private static final class Waiting {
    final int action;
    boolean joinedBefore;
    boolean joinedAfter;

    Waiting(int action) {
      this.action = action;
    }
  }

  /** The steps of a client that wait. Mostly that is one, the last, which needs no map. */
  private static final class Steps {
    final Map<Long, Waiting> waiting = new HashMap<>();
    long last; // 0 if it is in the map, as the others
    int lastAction;

    int size() {
      return waiting.size() + (last == 0 ? 0 : 1);
    }
  }

  void add(ActionRow row) {
    add(row.clientId(), row.step(), row.action());
  }

  /**
   * @param step from 1
   */
  void add(long clientId, long step, String action) {
    int id = id(action);
    Steps steps = byClient.of(clientId);
    if (steps.waiting.isEmpty() && step == steps.last + 1) {
      if (step > 1) {
        count(steps.lastAction, id);
      }
      steps.last = step;
      steps.lastAction = id;
    } else {
      addInDisorder(steps, step, id);
    }
  }

  private void addInDisorder(Steps steps, long step, int id) {
    if (steps.last > 0) {
      Waiting last = new Waiting(steps.lastAction);
      last.joinedBefore = true;
      steps.waiting.put(steps.last, last);
      steps.last = 0;
    }
    Waiting one = new Waiting(id);
    one.joinedBefore = step == 1; // nothing comes before the first
    steps.waiting.put(step, one);
    join(steps.waiting, step - 1, step);
    join(steps.waiting, step, step + 1);
    if (steps.waiting.size() == 1) {
      steps.waiting.forEach((only, waiting) -> keepAsLast(steps, only, waiting));
      if (steps.last > 0) {
        steps.waiting.clear();
      }
    }
  }

  private static void keepAsLast(Steps steps, long step, Waiting waiting) {
    if (waiting.joinedBefore) {
      steps.last = step;
      steps.lastAction = waiting.action;
    }
  }

  private void join(Map<Long, Waiting> waiting, long from, long to) {
    Waiting earlier = waiting.get(from);
    Waiting later = waiting.get(to);
    if (earlier != null && later != null) {
      count(earlier.action, later.action);
      earlier.joinedAfter = true;
      later.joinedBefore = true;
      leave(waiting, from, earlier);
      leave(waiting, to, later);
    }
  }

  private static void leave(Map<Long, Waiting> waiting, long step, Waiting one) {
    if (one.joinedBefore && one.joinedAfter) {
      waiting.remove(step);
    }
  }

  private int id(String action) {
    Integer id = ids.get(action);
    if (id == null) {
      id = ids.size();
      ids.put(action, id);
      counts = Arrays.copyOf(counts, ids.size());
      Arrays.setAll(
          counts,
          from -> Arrays.copyOf(counts[from] == null ? new long[0] : counts[from], ids.size()));
    }
    return id;
  }

  private void count(int from, int to) {
    counts[from][to]++;
    total++;
  }

  @Override
  public long count(String from, String to) {
    return ids.containsKey(from) && ids.containsKey(to) ? counts[ids.get(from)][ids.get(to)] : 0;
  }

  @Override
  public long largest() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
  }

  /** The actions that occur. */
  Set<String> actions() {
    return ids.keySet();
  }

  /** All transitions. */
  long total() {
    return total;
  }

  /** Steps kept because a neighbour has not come. */
  int waiting() {
    return byClient.all().stream().mapToInt(Steps::size).sum();
  }
}
