package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;

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
  private static final int POINT = EventKind.BYTES_READ.slot("point");
  private static final int OCTETS = EventKind.BYTES_READ.slot("octets");

  static BytesRow of(EventCursor event, boolean inwards, long timeNanos) {
    return new BytesRow(
        event.clientId(),
        event.step(),
        timeNanos,
        inwards,
        event.text(POINT),
        event.integer(OCTETS));
  }
}
