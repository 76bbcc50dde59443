package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

/**
 * Octets moved past a numbered point of the flow.
 *
 * @param inwards whether they moved from the client to the server
 * @param step the one under way, 0 before the first
 * @param point number and name, for example {@code 1 peer in}
 */
public record BytesRow(
    long clientId, long step, long timeNanos, boolean inwards, String point, int octets)
    implements ClientRow {
  static final String READ_EVENT = "h2lab.BytesRead";
  static final String WRITTEN_EVENT = "h2lab.BytesWritten";

  static BytesRow of(RecordedEvent event, boolean inwards, long timeNanos) {
    return new BytesRow(
        event.getLong("clientId"),
        event.getLong("step"),
        timeNanos,
        inwards,
        event.getString("point"),
        event.getInt("octets"));
  }
}
