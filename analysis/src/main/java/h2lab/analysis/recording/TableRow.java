package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

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
  static final String EVENT = "h2lab.ActionRow";

  static TableRow of(RecordedEvent event) {
    return new TableRow(
        event.getInt("order"),
        event.getString("action"),
        event.getString("needs"),
        event.getString("without"),
        event.getString("means"),
        event.getString("course"),
        event.getString("adds"),
        event.getString("removes"),
        event.getString("mayAdd"),
        event.getString("mayRemove"),
        event.getString("moves"));
  }
}
