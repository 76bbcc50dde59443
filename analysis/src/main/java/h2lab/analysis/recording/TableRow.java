package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

/**
 * A row of the action table: the first whose needed facts all hold, and whose forbidden ones all do
 * not, is the next action.
 *
 * @param needs marks of the facts that must hold
 * @param without marks of the facts that must not hold
 */
public record TableRow(int order, String action, String needs, String without, String means) {
  static final String EVENT = "h2lab.ActionRow";

  static TableRow of(RecordedEvent event) {
    return new TableRow(
        event.getInt("order"),
        event.getString("action"),
        event.getString("needs"),
        event.getString("without"),
        event.getString("means"));
  }
}
