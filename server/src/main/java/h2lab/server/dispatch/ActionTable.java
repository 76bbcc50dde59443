package h2lab.server.dispatch;

import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ActionVocabulary.Fact;
import h2lab.tracing.ActionVocabulary.Row;
import java.util.List;

/**
 * Decides the next action of a client: the first row whose needed facts all hold, and whose
 * forbidden facts all do not. Row order is therefore the scheduling policy. Computed once for every
 * set of facts, so that deciding is one look-up.
 */
public final class ActionTable {
  private final ActionVocabulary vocabulary;
  private final byte[] next;

  /**
   * @param rows in order; the last must hold for every set of facts
   * @throws IllegalArgumentException if some set of facts has no next action
   */
  public ActionTable(List<Fact> facts, List<Row> rows) {
    vocabulary = new ActionVocabulary(facts, rows);
    next = new byte[1 << facts.size()];
    for (int set = 0; set < next.length; set++) {
      next[set] = (byte) first(rows, set);
    }
  }

  private static int first(List<Row> rows, int set) {
    for (int row = 0; row < rows.size(); row++) {
      if ((set & rows.get(row).needs()) == rows.get(row).needs()
          && (set & rows.get(row).without()) == 0) {
        return row;
      }
    }
    throw new IllegalArgumentException("no action for the facts " + Integer.toBinaryString(set));
  }

  /** The row that is next for a client of which {@code facts} hold. */
  public int next(int facts) {
    return next[facts];
  }

  /** The table as recordings describe it. */
  public ActionVocabulary vocabulary() {
    return vocabulary;
  }
}
