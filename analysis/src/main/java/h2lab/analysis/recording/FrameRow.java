package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;

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
  private static final int DIRECTION = EventKind.FRAMES.slot("direction");
  private static final int TYPE = EventKind.FRAMES.slot("type");
  private static final int COUNT = EventKind.FRAMES.slot("count");
  private static final int FIRST_STREAM_ID = EventKind.FRAMES.slot("firstStreamId");
  private static final int LAST_STREAM_ID = EventKind.FRAMES.slot("lastStreamId");
  private static final int STREAM_ID_SUM = EventKind.FRAMES.slot("streamIdSum");
  private static final int OCTETS = EventKind.FRAMES.slot("octets");

  static FrameRow of(EventCursor event, long timeNanos) {
    return new FrameRow(
        event.clientId(),
        event.step(),
        timeNanos,
        event.text(DIRECTION),
        event.text(TYPE),
        event.integer(COUNT),
        event.integer(FIRST_STREAM_ID),
        event.integer(LAST_STREAM_ID),
        event.number(STREAM_ID_SUM),
        event.integer(OCTETS));
  }
}
