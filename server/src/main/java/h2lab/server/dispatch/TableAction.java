package h2lab.server.dispatch;

import h2lab.tracing.ActionEffect;
import h2lab.tracing.Course;

/**
 * An action of a dispatch method, a constant of an enum whose order is that of the table's rows.
 *
 * @param <C> the client it is done to
 * @param <X> how it may fail
 */
public interface TableAction<C, X extends Exception> {
  /** What an action does to a client. */
  @FunctionalInterface
  interface Step<C, X extends Exception> {
    void run(C client) throws X;
  }

  /**
   * When an action may be next.
   *
   * @param needs facts that must hold, as bits
   * @param without facts that must not
   */
  record When(int needs, int without) {
    /** Always: the last row of a table. */
    public static final When ALWAYS = new When(0, 0);

    /** When all of these facts hold. */
    public static When when(MarkedFact... needs) {
      return new When(MarkedFact.set(needs), 0);
    }

    /** And none of these does. */
    public When unless(MarkedFact... without) {
      return new When(needs, MarkedFact.set(without));
    }

    /** Whether it may be next for a client of which {@code facts} hold. */
    boolean holds(int facts) {
      return (facts & needs) == needs && (facts & without) == 0;
    }
  }

  /**
   * A row of the table.
   *
   * @param means what the action does, for people
   * @param effect what it changes
   */
  record Row<C, X extends Exception>(
      When when, Step<C, X> step, String means, ActionEffect effect) {}

  /** The row of this action. */
  Row<C, X> row();

  /** Whether nothing follows it until somebody wants something of the client. */
  default boolean waits() {
    return row().effect().course() == Course.WAITS;
  }

  /** Whether others may take it while the client's own thread is in one that waits. */
  default boolean speaks() {
    return row().effect().course() == Course.SPEAKS;
  }

  /** As the enum has it. */
  String name();

  /** As the enum has it. */
  int ordinal();

  /** Does it. */
  default void run(C client) throws X {
    row().step().run(client);
  }
}
