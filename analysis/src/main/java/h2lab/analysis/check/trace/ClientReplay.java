package h2lab.analysis.check.trace;

import h2lab.analysis.recording.StateRow;
import h2lab.tracing.Course;
import h2lab.tracing.FlowPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Replays one client: takes its rows in any order, judges its steps in theirs. A step is judged
 * when all up to the next have come, nothing of its octets is missing, and rows that could still
 * belong to it are not to be expected any more. After the first rule that it breaks the client is
 * left alone.
 */
final class ClientReplay {
  /** Steps that may wait for octets of one before them, which is a second of a busy client. */
  private static final int MOST_WAITING = 1 << 20;

  /** Further ahead a step cannot be: its number is wrong, or those between are lost. */
  private static final int MOST_AHEAD = 1 << 22;

  private final long clientId;
  private final boolean fromAccept;
  private final RecordedTable table;
  private final OctetFlow flow;
  private final StepWindow steps;
  private final StepJudge judge;
  private final List<StateRow> states = new ArrayList<>();
  private final ClientFrames frames = new ClientFrames();
  private final ClientTotals totals = new ClientTotals();
  private Violation violation;
  private long next;
  private long whole;
  private long wholeBefore;
  private long judged;

  /**
   * @param firstStep the first step recorded: 1 unless the recording began later
   */
  ClientReplay(long clientId, RecordedTable table, OctetFlow flow, int firstFacts, long firstStep) {
    this.clientId = clientId;
    this.table = table;
    this.flow = flow;
    fromAccept = firstStep == 1;
    next = fromAccept ? 0 : firstStep;
    whole = firstStep - 1;
    wholeBefore = whole;
    steps = new StepWindow(next);
    judge = new StepJudge(table, flow, firstFacts, steps, this::broke);
  }

  private void broke(Rule rule, long step, String what) {
    if (violation == null) {
      violation =
          new Violation(rule, clientId, step, what, new StepText(table, steps).around(step));
    }
  }

  void action(long step, int facts, int row, int tlsPending, int toEncrypt, int toWrite) {
    if (violation != null || step < Math.max(next, 1)) {
      if (violation == null && fromAccept) {
        broke(Rule.ONCE, step, "step " + step + " came again");
      }
      return;
    }
    if (isTooFar(step)) {
      return;
    }
    steps.reach(step);
    if (steps.has(step)) {
      broke(Rule.ONCE, step, "step " + step + " came again");
      return;
    }
    if (facts == RecordedTable.UNKNOWN || row == RecordedTable.UNKNOWN) {
      broke(Rule.IN_TABLE, step, "step " + step + " has an action or a fact that is not in it");
      return;
    }
    steps.set(step, facts, row);
    level(OctetFlow.TLS_PENDING, step, tlsPending);
    level(OctetFlow.TO_ENCRYPT, step, toEncrypt);
    level(OctetFlow.TO_WRITE, step, toWrite);
    while (steps.has(whole + 1)) {
      whole++;
    }
  }

  private boolean isTooFar(long step) {
    if (step - next > MOST_AHEAD) {
      broke(Rule.NO_GAP, whole + 1, "step " + (whole + 1) + " is missing long after");
      return true;
    }
    return false;
  }

  private void level(int arrow, long step, int octets) {
    steps.setLevel(arrow, step, octets);
    steps.addImbalance(arrow, step, -octets);
    if (step > next) {
      steps.addImbalance(arrow, step - 1, octets);
    }
  }

  void moved(long step, FlowPoint point, boolean inwards, int octets) {
    totals.add(point, inwards, octets);
    if (violation == null && step >= next && !isTooFar(step)) {
      steps.reach(step);
      steps.addPoints(step, OctetFlow.bit(point));
      for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
        steps.addImbalance(arrow, step, -(long) flow.rise(arrow, point, inwards) * octets);
      }
    }
  }

  void state(StateRow row) {
    states.add(row);
    told(row.step());
  }

  /** The frames of a type in one step and direction. */
  void framed(long step, boolean inwards, String type, int count, long streamIdSum, int octets) {
    frames.add(inwards, type, count, streamIdSum, octets);
    told(step);
  }

  private void told(long step) {
    if (violation == null && step >= next && !isTooFar(step)) {
      steps.reach(step);
      steps.tell(step);
    }
  }

  /** Called now and then: rows of steps that were whole at the last call do not come any more. */
  void judgeSettled() {
    judgeBelow(wholeBefore, false);
    wholeBefore = whole;
  }

  private void judgeBelow(long end, boolean all) {
    while (violation == null && next < end && (all || isBalanced(next))) {
      judgeNext();
    }
    if (violation == null && whole - next > MOST_WAITING) {
      judgeNext();
    }
  }

  private boolean isBalanced(long step) {
    for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
      if (flow.judges(arrow) && steps.imbalance(arrow, step) != 0) {
        return false;
      }
    }
    return true;
  }

  private void judgeNext() {
    if (next == 0) {
      judge.judgeBeginning();
    } else {
      judge.judgeSelection(next);
      judge.judgeChange(next);
      judged++;
    }
    next++;
    steps.forgetBelow(next - StepWindow.KEPT);
  }

  /** All rows have come: judges what is left, and the whole. */
  void end(boolean actionsRecorded) {
    ClientLives lives = new ClientLives(states, fromAccept);
    if (actionsRecorded && whole + 1 < steps.end() && hasActionBehind(whole + 1)) {
      judgeBelow(whole, true);
      broke(Rule.NO_GAP, whole + 1, "step " + (whole + 1) + " is missing");
    }
    if (actionsRecorded) {
      judgeBelow(whole, true);
      judgeLast(lives);
    }
    lives.judge(this::broke);
    totals.judge(flow, actionsRecorded, this::broke);
    frames.judge(lives, fromAccept, totals.replies(), this::broke);
  }

  private boolean hasActionBehind(long step) {
    for (long later = step; later < steps.end(); later++) {
      if (steps.has(later)) {
        return true;
      }
    }
    return false;
  }

  private void judgeLast(ClientLives lives) {
    if (violation != null || whole < 1 || !steps.has(whole)) {
      lives.judgeSteps(whole, violation == null, this::broke);
      return;
    }
    judge.judgeSelection(whole);
    judged++;
    lives.judgeSteps(whole, true, this::broke);
    boolean ends = table.row(steps.row(whole)).course() == Course.ENDS;
    String action = table.row(steps.row(whole)).action();
    if (ends && !lives.isClosed()) {
      broke(Rule.ENDS, whole, action + " was not followed by the close");
    } else if (!ends && lives.isClosed()) {
      broke(Rule.ENDS, whole, "closed after " + action + ": " + lives.closeReason());
    }
  }

  /** Null if it broke no rule. */
  Violation violation() {
    return violation;
  }

  /** Steps that were judged. */
  long judged() {
    return judged;
  }
}
