package h2lab.analysis.check.trace;

import h2lab.analysis.check.trace.RecordedTable.Row;
import h2lab.tracing.Course;

/** Judges the steps of one client in their order, each with the next one. */
final class StepJudge {
  /** Told of the rule that a step breaks. */
  @FunctionalInterface
  interface Broken {
    void rule(Rule rule, long step, String what);
  }

  private final RecordedTable table;
  private final OctetFlow flow;
  private final int firstFacts;
  private final StepWindow steps;
  private final Broken broken;

  /** The action that waits, during which others may speak; null if none does. */
  private Row underWay;

  StepJudge(RecordedTable table, OctetFlow flow, int firstFacts, StepWindow steps, Broken broken) {
    this.table = table;
    this.flow = flow;
    this.firstFacts = firstFacts;
    this.steps = steps;
    this.broken = broken;
  }

  /** Judges the beginning: what was before the first step. */
  void judgeBeginning() {
    int facts = steps.facts(1);
    int added = facts & ~firstFacts & ~table.mayAddMeanwhile();
    int removed = firstFacts & ~facts & ~table.mayRemoveMeanwhile();
    if (added != 0 || removed != 0) {
      broken.rule(Rule.BEGINS, 1, "expected " + table.marks(firstFacts));
    }
    judgePoints(0, table.pointsMeanwhile());
    judgeOctets(0, false);
  }

  /** Judges a step by itself. */
  void judgeSelection(long step) {
    int facts = steps.facts(step);
    int row = steps.row(step);
    if (!table.holds(row, facts)) {
      Row taken = table.row(row);
      int missing = taken.needs() & ~facts;
      int forbidden = taken.without() & facts;
      broken.rule(
          Rule.ENABLED,
          step,
          taken.action() + lacking(" needs ", missing) + lacking(" must not have ", forbidden));
    } else if (table.next(facts) != row) {
      broken.rule(Rule.FIRST_ENABLED, step, table.row(table.next(facts)).action() + " was first");
    }
    judgeFacts(step, facts);
  }

  private String lacking(String verb, int facts) {
    return facts == 0 ? "" : verb + table.names(facts);
  }

  private void judgeFacts(long step, int facts) {
    int waiting = 0;
    for (int buffer = 0; buffer < OctetFlow.ARROWS; buffer++) {
      waiting |= steps.level(buffer, step) > 0 ? 1 << buffer : 0;
    }
    if ((facts & table.excuses()) != 0) {
      return;
    }
    for (int fact = 0; fact < table.facts(); fact++) {
      boolean holds = (facts & 1 << fact) != 0;
      if (holds && table.shows(fact) != 0 && (waiting & table.shows(fact)) == 0) {
        broken.rule(Rule.SHOWN, step, table.names(1 << fact) + " holds, but nothing waits");
      }
    }
    for (int buffer = 0; buffer < OctetFlow.ARROWS; buffer++) {
      int covering = table.covers(buffer);
      if ((waiting & 1 << buffer) != 0 && covering != 0 && (facts & covering) == 0) {
        broken.rule(
            Rule.COVERED,
            step,
            steps.level(buffer, step) + " octets wait, but not " + table.names(covering));
      }
    }
  }

  /** Judges what a step changed, by the facts of the next one. */
  void judgeChange(long step) {
    Row row = table.row(steps.row(step));
    Row waiting = row.course() == Course.SPEAKS ? underWay : null;
    if (row.course() == Course.ENDS) {
      broken.rule(Rule.ENDS, step + 1, row.action() + " should have been the last action");
      return;
    }
    int before = steps.facts(step);
    int after = steps.facts(step + 1);
    boolean failed = (after & table.excuses()) != 0;
    judgeGained(step, row, waiting, after & ~before);
    judgeLost(step, row, waiting, before & ~after);
    if (!failed) {
      judgeDone(step, row, waiting, after);
    }
    judgePoints(step, row.points() | (waiting == null ? 0 : waiting.points()));
    boolean still = before == after && steps.points(step) == 0 && !steps.isTold(step);
    if (still && row.course() != Course.WAITS) {
      broken.rule(Rule.PROGRESS, step, row.action() + " changed nothing");
    }
    judgeOctets(step, failed);
    if (row.course() != Course.SPEAKS) {
      underWay = row.course() == Course.WAITS ? row : null;
    }
  }

  private void judgeGained(long step, Row row, Row waiting, int gained) {
    int may = row.adds() | row.mayAdd() | (waiting == null ? 0 : waiting.adds() | waiting.mayAdd());
    if ((gained & ~may) != 0) {
      broken.rule(Rule.GAINED, step, row.action() + " cannot add " + table.names(gained & ~may));
    }
  }

  private void judgeLost(long step, Row row, Row waiting, int lost) {
    int may =
        row.removes()
            | row.mayRemove()
            | (waiting == null ? 0 : waiting.removes() | waiting.mayRemove());
    if ((lost & ~may) != 0) {
      broken.rule(Rule.LOST, step, row.action() + " cannot remove " + table.names(lost & ~may));
    }
  }

  private void judgeDone(long step, Row row, Row waiting, int after) {
    boolean goesOn =
        row.course() == Course.WAITS && table.row(steps.row(step + 1)).course() == Course.SPEAKS;
    if (goesOn) {
      return; // somebody speaks in its midst
    }
    int again = row.mayAdd() | (waiting == null ? 0 : waiting.mayAdd());
    int missing = row.adds() & ~after;
    int left = row.removes() & ~again & after;
    if (missing != 0 || left != 0) {
      broken.rule(
          Rule.DONE,
          step,
          row.action() + lacking(" did not add ", missing) + lacking(" did not remove ", left));
    }
  }

  private void judgePoints(long step, int may) {
    int past = steps.points(step) & ~may;
    if (past != 0) {
      broken.rule(Rule.POINTS, step, "octets passed " + OctetFlow.marks(past));
    }
  }

  private void judgeOctets(long step, boolean failed) {
    for (int arrow = 0; arrow < OctetFlow.ARROWS && !failed; arrow++) {
      long imbalance = steps.imbalance(arrow, step);
      if (flow.judges(arrow) && imbalance != 0) {
        broken.rule(
            OctetFlow.rule(arrow),
            step,
            Math.abs(imbalance) + " octets " + (imbalance > 0 ? "came from nowhere" : "are gone"));
      }
    }
  }
}
