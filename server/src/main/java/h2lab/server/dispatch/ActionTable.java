package h2lab.server.dispatch;

import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ActionVocabulary.Row;
import java.util.stream.Stream;

/**
 * Decides the next action of a client: the first row whose needed facts all hold, and whose
 * forbidden facts all do not. Row order is therefore the scheduling policy. Computed once for every
 * set of facts, so that deciding is one look-up.
 *
 * @param <A> the rows
 */
public final class ActionTable<A extends Enum<A> & TableAction<?, ?>> {
  private final ActionVocabulary vocabulary;
  private final A[] rows;
  private final byte[] next;
  private final int firstInCleartext;
  private final int firstOverTls;

  /**
   * @param rows in order; the last must hold for every set of facts
   * @throws IllegalArgumentException if some set of facts has no next action
   */
  public ActionTable(MarkedFact[] facts, A[] rows) {
    this.rows = rows;
    firstInCleartext = first(facts, false);
    firstOverTls = first(facts, true);
    vocabulary =
        new ActionVocabulary(
            MarkedFact.vocabulary(facts), Stream.of(rows).map(ActionTable::described).toList());
    next = new byte[1 << facts.length];
    for (int set = 0; set < next.length; set++) {
      next[set] = first(set);
    }
  }

  private static Row described(TableAction<?, ?> action) {
    TableAction.When when = action.row().when();
    return new Row(
        action.name(), when.needs(), when.without(), action.row().means(), action.row().effect());
  }

  private static int first(MarkedFact[] facts, boolean encrypted) {
    return MarkedFact.set(
        Stream.of(facts)
            .filter(fact -> fact.sign().rules().first().holds(encrypted))
            .toArray(MarkedFact[]::new));
  }

  private byte first(int facts) {
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].row().when().holds(facts)) {
        return (byte) row;
      }
    }
    throw new IllegalArgumentException("no action for the facts " + Integer.toBinaryString(facts));
  }

  /** What is next for a client of which {@code facts} hold, as bits. */
  public A next(int facts) {
    return rows[next[facts]];
  }

  /** The facts that hold of a client just accepted, as bits. */
  public int first(boolean encrypted) {
    return encrypted ? firstOverTls : firstInCleartext;
  }

  /** The table as recordings describe it. */
  public ActionVocabulary vocabulary() {
    return vocabulary;
  }
}
