package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

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
  static final String EVENT = "h2lab.QueueDepth";

  static QueueDepthRow of(RecordedEvent event, long timeNanos) {
    return new QueueDepthRow(
        event.getLong("clientId"),
        timeNanos,
        event.getInt("tlsPending"),
        event.getInt("toEncrypt"),
        event.getInt("toWrite"));
  }
}
