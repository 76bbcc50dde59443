package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.Objects;

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
  private static final int FACTS = EventKind.ACTION.slot("facts");
  private static final int ACTION = EventKind.ACTION.slot("action");
  private static final int TLS_PENDING = EventKind.ACTION.slot("tlsPending");
  private static final int TO_ENCRYPT = EventKind.ACTION.slot("toEncrypt");
  private static final int TO_WRITE = EventKind.ACTION.slot("toWrite");
  private static final int WRITE_CHUNKS = EventKind.ACTION.slot("writeChunks");

  static ActionRow of(EventCursor event, long timeNanos) {
    return new ActionRow(
        event.clientId(),
        event.step(),
        timeNanos,
        Objects.requireNonNullElse(event.text(FACTS), ""),
        Objects.requireNonNullElse(event.text(ACTION), ""),
        event.integer(TLS_PENDING),
        event.integer(TO_ENCRYPT),
        event.integer(TO_WRITE),
        event.integer(WRITE_CHUNKS));
  }
}
