package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

/**
 * The HTTP/2 frames of one type that one step received or sent.
 *
 * @param direction {@code in} from the client or {@code out} to it
 * @param type as RFC 9113 section 6 names it
 * @param streamIdSum the ids of their streams, added up
 * @param octets frame headers included
 */
public record FrameRow(
    long clientId,
    long step,
    long timeNanos,
    String direction,
    String type,
    int count,
    int firstStreamId,
    int lastStreamId,
    long streamIdSum,
    int octets)
    implements ClientRow {
  static final String EVENT = "h2lab.Frames";

  static FrameRow of(RecordedEvent event, long timeNanos) {
    return new FrameRow(
        event.getLong("clientId"),
        event.getLong("step"),
        timeNanos,
        event.getString("direction"),
        event.getString("type"),
        event.getInt("count"),
        event.getInt("firstStreamId"),
        event.getInt("lastStreamId"),
        event.getLong("streamIdSum"),
        event.getInt("octets"));
  }
}
