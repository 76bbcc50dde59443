package h2lab.analysis.export;

import h2lab.analysis.recording.ActionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings the actions of each client into the order of their steps. Recordings are in disorder by a
 * buffer at most, so few wait at a time; after so many the step they wait for counts as lost.
 */
final class StepOrder {
  private static final int MOST_WAITING = 1 << 15;

  private final Map<Long, Waiting> byClient = new HashMap<>();
  private final Consumer<ActionRow> taker;

  private static final class Waiting {
    final TreeMap<Long, ActionRow> rows = new TreeMap<>();
    long next = 1;
  }

  /**
   * @param taker takes the rows of each client in order, those of different clients in any
   */
  StepOrder(Consumer<ActionRow> taker) {
    this.taker = taker;
  }

  /** Takes a row, and hands on those that it was waited for. */
  void add(ActionRow row) {
    Waiting waiting = byClient.computeIfAbsent(row.clientId(), id -> new Waiting());
    if (row.step() != waiting.next || !waiting.rows.isEmpty()) {
      waiting.rows.put(row.step(), row);
      handOn(waiting, MOST_WAITING);
    } else {
      waiting.next++;
      taker.accept(row);
    }
  }

  private void handOn(Waiting waiting, int most) {
    while (!waiting.rows.isEmpty()
        && (waiting.rows.firstKey() <= waiting.next || waiting.rows.size() > most)) {
      ActionRow row = waiting.rows.pollFirstEntry().getValue();
      waiting.next = Math.max(waiting.next, row.step() + 1);
      taker.accept(row);
    }
  }

  /** No more rows come: hands on what waits. */
  void end() {
    byClient.values().forEach(waiting -> handOn(waiting, 0));
  }
}
