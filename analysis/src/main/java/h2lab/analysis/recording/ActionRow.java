package h2lab.analysis.recording;

import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;

/**
 * An action was selected, and had not run yet.
 *
 * @param step numbers the actions of a client from 1 without gaps
 * @param facts marks of those that held, empty for none
 * @param tlsPending octets from the wire not yet decrypted
 * @param toEncrypt plain octets waiting to be encrypted
 * @param toWrite octets waiting for the socket
 * @param writeChunks pieces those octets are in
 */
public record ActionRow(
    long clientId,
    long step,
    long timeNanos,
    String facts,
    String action,
    int tlsPending,
    int toEncrypt,
    int toWrite,
    int writeChunks)
    implements ClientRow {
  static final String EVENT = "h2lab.Action";

  static ActionRow of(RecordedEvent event, long timeNanos) {
    return new ActionRow(
        event.getLong("clientId"),
        event.getLong("step"),
        timeNanos,
        Objects.requireNonNullElse(event.getString("facts"), ""),
        Objects.requireNonNullElse(event.getString("action"), ""),
        event.getInt("tlsPending"),
        event.getInt("toEncrypt"),
        event.getInt("toWrite"),
        event.getInt("writeChunks"));
  }
}
