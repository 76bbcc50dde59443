package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.Objects;

/**
 * A change of a client's life.
 *
 * @param step steps taken so far; with CLOSED, all there were
 * @param state ACCEPTED, HANDSHAKEN, OPEN, DRAINING, CLOSED or REFUSED
 * @param reason empty if there is nothing to say
 * @param remotePort the peer's TCP port; 0 if it has none
 * @param requests received whole so far
 */
public record StateRow(
    long clientId,
    long step,
    long timeNanos,
    String state,
    String reason,
    int remotePort,
    long requests)
    implements ClientRow {
  private static final int STATE = EventKind.CLIENT_STATE.slot("state");
  private static final int REASON = EventKind.CLIENT_STATE.slot("reason");
  private static final int REMOTE_PORT = EventKind.CLIENT_STATE.slot("remotePort");
  private static final int REQUESTS = EventKind.CLIENT_STATE.slot("requests");

  static final String ACCEPTED = "ACCEPTED";
  static final String CLOSED = "CLOSED";

  /** The row at which a cursor stands. */
  public static StateRow of(EventCursor event, long timeNanos) {
    return new StateRow(
        event.clientId(),
        event.step(),
        timeNanos,
        event.text(STATE),
        Objects.requireNonNullElse(event.text(REASON), ""),
        event.integer(REMOTE_PORT),
        event.number(REQUESTS));
  }
}
