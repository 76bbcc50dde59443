package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import java.util.List;
import java.util.TreeMap;

/**
 * The first steps recorded of one client in their order, gathered from rows that come in any order.
 * Memory grows with the steps shown, not with those there are.
 */
final class Timeline {
  private final RecordedClient client;
  private final int mostSteps;
  private final TreeMap<Long, ActionRow> rows = new TreeMap<>();

  /**
   * @param mostSteps how many steps are kept, at least 1
   */
  Timeline(RecordedClient client, int mostSteps) {
    this.client = client;
    this.mostSteps = mostSteps;
  }

  /** Keeps the row if it is one of the first so far. */
  void add(ActionRow row) {
    if (wants(row.step())) {
      rows.put(row.step(), row);
    }
    if (rows.size() > mostSteps) {
      rows.pollLastEntry();
    }
  }

  /** Whether a step is one of the first so far. */
  boolean wants(long step) {
    return rows.size() < mostSteps || step < rows.lastKey();
  }

  RecordedClient client() {
    return client;
  }

  /** In the order of steps; at least one once any was added. */
  List<ActionRow> steps() {
    return List.copyOf(rows.values());
  }
}
