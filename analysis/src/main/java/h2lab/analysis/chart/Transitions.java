package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.StepPairs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often each action of a client was followed by each other. */
final class Transitions implements TransitionCounts {
  private final Map<String, Integer> ids = new HashMap<>();
  private final StepPairs<Integer> pairs = new StepPairs<>(this::count);
  private long[][] counts = {}; // from id, to id
  private long total;

  void add(ActionRow row) {
    add(row.clientId(), row.step(), row.action());
  }

  /**
   * @param step from 1
   */
  void add(long clientId, long step, String action) {
    pairs.add(clientId, step, id(action));
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
    return pairs.waiting();
  }
}
