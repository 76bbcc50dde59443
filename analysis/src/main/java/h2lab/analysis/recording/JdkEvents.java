package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.ChunkReader.EventReader;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Events as the JDK reads them: slower by far, but it knows every recording that there is. */
final class JdkEvents {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private interface Reading<T> {
    T run() throws IOException;
  }

  private final Path file;
  private final EventCursor cursor;

  /**
   * @param cursor what events are handed over with
   */
  JdkEvents(Path file, EventCursor cursor) {
    this.file = file;
    this.cursor = cursor;
  }

  /**
   * Hands over the events of an {@link EventKind}, in the order of the file.
   *
   * @param handedOver how many events of whatever kind, from the first, are passed in silence
   * @return how many there are, of whatever kind
   */
  long forEach(long handedOver, EventReader<RecordingFault> reader) throws RecordingFault {
    long events = 0;
    try (RecordingFile recording = attempt(events, () -> new RecordingFile(file))) {
      for (RecordedEvent event; (event = next(recording, events)) != null; events++) {
        EventKind kind = EventKind.named(event.getEventType().getName());
        if (kind != null && events >= handedOver) {
          take(event, kind);
          reader.accept(cursor);
        }
      }
    } catch (RecordingFault fault) {
      throw fault;
    } catch (IOException e) {
      throw RecordingFault.damaged(file, events, e);
    }
    return events;
  }

  private RecordedEvent next(RecordingFile recording, long eventsRead) throws RecordingFault {
    return attempt(eventsRead, () -> recording.hasMoreEvents() ? recording.readEvent() : null);
  }

  private void take(RecordedEvent event, EventKind kind) throws RecordingFault {
    try {
      Instant time = event.getStartTime();
      cursor.begin(kind, time.getEpochSecond() * NANOS_PER_SECOND + time.getNano());
      for (EventKind.Field field : kind.fields()) {
        switch (field.sort()) {
          case LONG -> cursor.set(field.slot(), event.getLong(field.name()));
          case INT -> cursor.set(field.slot(), event.getInt(field.name()));
          case TEXT -> cursor.set(field.slot(), event.getString(field.name()));
        }
      }
    } catch (RuntimeException e) {
      throw RecordingFault.strange(file, kind.eventName(), e);
    }
  }

  /**
   * The JDK's reader trusts what it reads: a damaged length or index can make it fail in any way,
   * and ask for any amount of memory.
   */
  private <T> T attempt(long eventsRead, Reading<T> reading) throws RecordingFault {
    try {
      return reading.run();
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError e) {
      throw RecordingFault.damaged(file, eventsRead, e);
    }
  }
}
