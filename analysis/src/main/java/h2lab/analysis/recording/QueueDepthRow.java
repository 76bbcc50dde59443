package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;

/**
 * What waited in the buffers of a client, in octets, sampled from outside its thread.
 *
 * @param tlsPending from the wire, not yet decrypted
 * @param toEncrypt plain
 * @param toWrite for the socket
 */
public record QueueDepthRow(
    long clientId, long timeNanos, int tlsPending, int toEncrypt, int toWrite)
    implements ClientRow {
  private static final int TLS_PENDING = EventKind.QUEUE_DEPTH.slot("tlsPending");
  private static final int TO_ENCRYPT = EventKind.QUEUE_DEPTH.slot("toEncrypt");
  private static final int TO_WRITE = EventKind.QUEUE_DEPTH.slot("toWrite");

  static QueueDepthRow of(EventCursor event, long timeNanos) {
    return new QueueDepthRow(
        event.clientId(),
        timeNanos,
        event.integer(TLS_PENDING),
        event.integer(TO_ENCRYPT),
        event.integer(TO_WRITE));
  }
}
