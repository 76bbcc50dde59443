package h2lab.analysis.check.trace;

import h2lab.analysis.recording.StateRow;
import h2lab.tracing.ClientLife;
import java.util.Comparator;
import java.util.List;

/** The states of one client's life, judged by the table {@link ClientLife}. */
final class ClientLives {
  private final List<StateRow> states;
  private final boolean fromAccept;

  /**
   * @param states in any order
   */
  ClientLives(List<StateRow> states, boolean fromAccept) {
    this.states =
        states.stream()
            .sorted(Comparator.comparingLong(StateRow::timeNanos).thenComparingLong(StateRow::step))
            .toList();
    this.fromAccept = fromAccept;
  }

  void judge(StepJudge.Broken broken) {
    ClientLife before = null;
    for (StateRow row : states) {
      ClientLife life;
      try {
        life = ClientLife.valueOf(row.state());
      } catch (IllegalArgumentException e) {
        broken.rule(Rule.LIFE, row.step(), row.state() + " is no state");
        return;
      }
      boolean legal = before == null ? !fromAccept || life.isFirst() : before.next().contains(life);
      if (!legal) {
        String cause = before == null ? "the client begins with " : before + " is followed by ";
        broken.rule(Rule.LIFE, row.step(), cause + life);
        return;
      }
      before = life;
    }
    if (states.isEmpty() && fromAccept) {
      broken.rule(Rule.LIFE, 0, "there is no state of the client");
    }
  }

  /** Judges whether the steps recorded are those that the close tells of. */
  void judgeSteps(long recorded, boolean known, StepJudge.Broken broken) {
    if (known && isClosed() && last().step() != recorded) {
      long told = last().step();
      boolean missing = told > recorded;
      broken.rule(
          missing ? Rule.NO_GAP : Rule.ENDS,
          Math.min(told, recorded) + 1,
          missing
              ? "steps " + (recorded + 1) + " to " + told + " are missing"
              : "closed after step " + told);
    }
  }

  boolean isClosed() {
    return !states.isEmpty() && last().state().equals(ClientLife.CLOSED.name());
  }

  boolean isRefused() {
    return !states.isEmpty() && last().state().equals(ClientLife.REFUSED.name());
  }

  String closeReason() {
    return last().reason();
  }

  /** Requests received whole, as the close tells; the client must be closed. */
  long requests() {
    return last().requests();
  }

  private StateRow last() {
    return states.getLast();
  }
}
