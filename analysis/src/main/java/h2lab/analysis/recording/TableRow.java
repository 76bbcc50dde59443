package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;

/**
 * A row of the action table: the first whose needed facts all hold, and whose forbidden ones all do
 * not, is the next action.
 *
 * @param needs marks of the facts that must hold
 * @param without marks of the facts that must not hold
 * @param course what follows, see {@link h2lab.tracing.Course}; null if the recording does not say
 * @param adds marks of the facts that hold after it, unless it fails
 * @param removes marks of the facts that do not hold after it, unless it fails
 * @param mayAdd marks of the facts that may begin to hold until the next selection
 * @param mayRemove marks of the facts that may cease to hold until then
 * @param moves marks of the flow points that octets may pass until then
 */
public record TableRow(
    int order,
    String action,
    String needs,
    String without,
    String means,
    String course,
    String adds,
    String removes,
    String mayAdd,
    String mayRemove,
    String moves) {
  private static final int ORDER = EventKind.ACTION_ROW.slot("order");
  private static final int ACTION = EventKind.ACTION_ROW.slot("action");
  private static final int NEEDS = EventKind.ACTION_ROW.slot("needs");
  private static final int WITHOUT = EventKind.ACTION_ROW.slot("without");
  private static final int MEANS = EventKind.ACTION_ROW.slot("means");
  private static final int COURSE = EventKind.ACTION_ROW.slot("course");
  private static final int ADDS = EventKind.ACTION_ROW.slot("adds");
  private static final int REMOVES = EventKind.ACTION_ROW.slot("removes");
  private static final int MAY_ADD = EventKind.ACTION_ROW.slot("mayAdd");
  private static final int MAY_REMOVE = EventKind.ACTION_ROW.slot("mayRemove");
  private static final int MOVES = EventKind.ACTION_ROW.slot("moves");

  static TableRow of(EventCursor event) {
    return new TableRow(
        event.integer(ORDER),
        event.text(ACTION),
        event.text(NEEDS),
        event.text(WITHOUT),
        event.text(MEANS),
        event.text(COURSE),
        event.text(ADDS),
        event.text(REMOVES),
        event.text(MAY_ADD),
        event.text(MAY_REMOVE),
        event.text(MOVES));
  }
}
