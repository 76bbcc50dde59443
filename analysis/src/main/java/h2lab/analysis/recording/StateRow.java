package h2lab.analysis.recording;

import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;

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
  static final String EVENT = "h2lab.ClientState";
  static final String ACCEPTED = "ACCEPTED";
  static final String CLOSED = "CLOSED";

  static StateRow of(RecordedEvent event, long timeNanos) {
    return new StateRow(
        event.getLong("clientId"),
        event.getLong("step"),
        timeNanos,
        event.getString("state"),
        Objects.requireNonNullElse(event.getString("reason"), ""),
        event.getInt("remotePort"),
        event.getLong("requests"));
  }
}
