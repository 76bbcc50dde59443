package h2lab.analysis.check.trace;

import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import h2lab.tracing.FlowPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Feeds a validation from the file without an object for each event: each text is looked up once,
 * then known by its number.
 */
final class EventFeed {
  private static final int FACTS = EventKind.ACTION.slot("facts");
  private static final int ACTION = EventKind.ACTION.slot("action");
  private static final int TLS_PENDING = EventKind.ACTION.slot("tlsPending");
  private static final int TO_ENCRYPT = EventKind.ACTION.slot("toEncrypt");
  private static final int TO_WRITE = EventKind.ACTION.slot("toWrite");
  private static final int POINT_IN = EventKind.BYTES_READ.slot("point");
  private static final int OCTETS_IN = EventKind.BYTES_READ.slot("octets");
  private static final int POINT_OUT = EventKind.BYTES_WRITTEN.slot("point");
  private static final int OCTETS_OUT = EventKind.BYTES_WRITTEN.slot("octets");
  private static final int DIRECTION = EventKind.FRAMES.slot("direction");
  private static final int TYPE = EventKind.FRAMES.slot("type");
  private static final int COUNT = EventKind.FRAMES.slot("count");
  private static final int STREAM_ID_SUM = EventKind.FRAMES.slot("streamIdSum");
  private static final int FRAME_OCTETS = EventKind.FRAMES.slot("octets");

  private final TraceValidation validation;
  private final ByText<Integer> facts;
  private final ByText<Integer> rows;
  private final ByText<FlowPoint> points = new ByText<>(OctetFlow::point);

  /** What a text means, by its number. */
  private static final class ByText<T> {
    private final List<T> known = new ArrayList<>();
    private final Function<String, T> meaning;

    ByText(Function<String, T> meaning) {
      this.meaning = meaning;
    }

    T of(EventCursor event, int slot) {
      int id = event.textId(slot);
      while (id >= known.size()) {
        known.add(null);
      }
      T meant = known.get(id);
      if (meant == null) {
        String text = event.text(slot);
        meant = meaning.apply(text == null ? "" : text);
        known.set(id, meant);
      }
      return meant;
    }
  }

  EventFeed(TraceValidation validation) {
    this.validation = validation;
    facts = new ByText<>(validation.table()::set);
    rows = new ByText<>(validation.table()::rowOf);
  }

  /** Takes the event at which the cursor stands. */
  void take(EventCursor event, Recording.Times times) {
    long client = event.clientId();
    if (validation.isBeforeFirst(client, event.kind() == EventKind.ACTION)) {
      return;
    }
    switch (event.kind()) {
      case ACTION ->
          validation.action(
              client,
              event.step(),
              facts.of(event, FACTS),
              rows.of(event, ACTION),
              event.integer(TLS_PENDING),
              event.integer(TO_ENCRYPT),
              event.integer(TO_WRITE));
      case BYTES_READ -> moved(event, POINT_IN, true, OCTETS_IN);
      case BYTES_WRITTEN -> moved(event, POINT_OUT, false, OCTETS_OUT);
      case FRAMES ->
          validation.framed(
              client,
              event.step(),
              "in".equals(event.text(DIRECTION)),
              event.text(TYPE),
              event.integer(COUNT),
              event.number(STREAM_ID_SUM),
              event.integer(FRAME_OCTETS));
      case CLIENT_STATE -> validation.add(StateRow.of(event, times.timeNanos(event)));
      default -> {} // of no step
    }
    validation.settle();
  }

  private void moved(EventCursor event, int point, boolean inwards, int octets) {
    validation.moved(
        event.clientId(), event.step(), points.of(event, point), inwards, event.integer(octets));
  }
}
