package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;

/**
 * A fact that a client can have: what its mark stands for, and what must be true of it.
 *
 * @param first of which clients it holds at first: NONE, CLEARTEXT, TLS or ALL
 * @param tellsOf {@code failure} if the action before need not have done all it does, else empty
 * @param shows buffers, by their fields of {@link ActionRow}: while it holds, one is not empty
 * @param covers buffers that are not empty only while it or another fact that covers them holds
 */
public record FactRow(
    int order,
    String mark,
    String name,
    String means,
    String first,
    String tellsOf,
    String shows,
    String covers) {
  private static final int ORDER = EventKind.FACT.slot("order");
  private static final int MARK = EventKind.FACT.slot("mark");
  private static final int NAME = EventKind.FACT.slot("name");
  private static final int MEANS = EventKind.FACT.slot("means");
  private static final int FIRST = EventKind.FACT.slot("first");
  private static final int TELLS_OF = EventKind.FACT.slot("tellsOf");
  private static final int SHOWS = EventKind.FACT.slot("shows");
  private static final int COVERS = EventKind.FACT.slot("covers");

  static FactRow of(EventCursor event) {
    return new FactRow(
        event.integer(ORDER),
        event.text(MARK),
        event.text(NAME),
        event.text(MEANS),
        event.text(FIRST),
        event.text(TELLS_OF),
        event.text(SHOWS),
        event.text(COVERS));
  }
}
