package h2lab.analysis.check.baseline;

import h2lab.analysis.recording.ActionRow;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds which action of a client followed which. Rows come in any order, so a step waits here until
 * both its neighbours have come; recordings are in disorder by a buffer at most, so that few wait.
 */
final class StepPairs {
  /** Takes two actions of a client, one right after the other. */
  @FunctionalInterface
  interface Pair {
    void take(ActionRow earlier, ActionRow later);
  }

  private final Pair pair;
  private final Map<Long, Map<Long, Waiting>> waitingByClient = new HashMap<>();

  private static final class Waiting {
    final ActionRow row;
    int neighbours;

    Waiting(ActionRow row) {
      this.row = row;
    }
  }

  /**
   * @param pair told of each, in no particular order
   */
  StepPairs(Pair pair) {
    this.pair = pair;
  }

  /** Takes the next row. */
  void add(ActionRow row) {
    Map<Long, Waiting> waiting =
        waitingByClient.computeIfAbsent(row.clientId(), id -> new HashMap<>());
    Waiting step = new Waiting(row);
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
      pair.take(earlier.row, later.row);
      leave(waiting, from, earlier);
      leave(waiting, to, later);
    }
  }

  private static void leave(Map<Long, Waiting> waiting, long step, Waiting one) {
    if (++one.neighbours == 2) {
      waiting.remove(step);
    }
  }
}
