package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import java.util.ArrayList;
import java.util.List;

/**
 * The first steps of one client in their order, gathered from rows that come in any order. Memory
 * grows with the steps shown, not with those there are.
 */
final class Timeline {
  private final RecordedClient client;
  private final ActionRow[] rows;

  /**
   * @param mostSteps how many steps are kept, from the first
   */
  Timeline(RecordedClient client, int mostSteps) {
    this.client = client;
    this.rows = new ActionRow[(int) Math.min(mostSteps, client.steps())];
  }

  /** Keeps the row if it is one of the first. */
  void add(ActionRow row) {
    if (row.step() >= 1 && row.step() <= rows.length) {
      rows[(int) row.step() - 1] = row;
    }
  }

  RecordedClient client() {
    return client;
  }

  /** In the order of steps; those lost are left out. */
  List<ActionRow> steps() {
    List<ActionRow> steps = new ArrayList<>(rows.length);
    for (ActionRow row : rows) {
      if (row != null) {
        steps.add(row);
      }
    }
    return steps;
  }

  /** Steps of the client that are not kept. */
  long cut() {
    return client.steps() - rows.length;
  }
}
