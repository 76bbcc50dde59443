package h2lab.analysis.recording;

import h2lab.analysis.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;

/**
 * A recording of h2lab, read in two passes: {@link #open} surveys it, {@link #forEach} streams its
 * rows. Neither keeps events, so memory grows with clients only.
 */
public final class Recording {
  private final Path file;
  private final Map<Long, Instant> acceptTimes;
  private final TrialRow trial;
  private final List<FactRow> facts;
  private final List<TableRow> table;
  private final List<RecordedClient> clients;
  private final LostEvents lost;
  private final long actions;
  private final long events;

  private Recording(Path file, Survey survey, long events) {
    this.file = file;
    this.acceptTimes = survey.acceptTimes();
    this.trial = survey.trial();
    this.facts = survey.facts();
    this.table = survey.table();
    this.clients = survey.clients();
    this.lost = survey.lost();
    this.actions = survey.actions();
    this.events = events;
  }

  /**
   * Opens a recording and reads it through once.
   *
   * @throws RecordingFault if the file is none, is not whole, or holds nothing of h2lab
   */
  public static Recording open(Path file) throws RecordingFault {
    return open(file, () -> {});
  }

  /** Opens a recording, with a progress bar on the error output if it takes long. */
  public static Recording openShowingProgress(Path file) throws RecordingFault {
    try (Progress progress = new Progress("read", Progress.UNKNOWN)) {
      return open(file, progress::step);
    }
  }

  private static Recording open(Path file, Runnable afterEach) throws RecordingFault {
    Survey survey = new Survey();
    long events =
        new EventFile(file)
            .forEach(
                event -> {
                  add(file, survey, event);
                  afterEach.run();
                });
    if (survey.isForeign()) {
      throw RecordingFault.foreign(file, events);
    }
    return new Recording(file, survey, events);
  }

  private static void add(Path file, Survey survey, RecordedEvent event) throws RecordingFault {
    try {
      survey.add(event);
    } catch (RuntimeException e) {
      throw RecordingFault.strange(file, event, e);
    }
  }

  /**
   * Hands over the rows of all clients, in the order of the file, which is not that of time.
   *
   * @throws RecordingFault if the file has changed since it was opened
   */
  public void forEach(Consumer<? super ClientRow> reader) throws RecordingFault {
    new EventFile(file)
        .forEach(
            event -> {
              ClientRow row = row(event);
              if (row != null) {
                reader.accept(row);
              }
            });
  }

  private ClientRow row(RecordedEvent event) throws RecordingFault {
    try {
      return rowOrNull(event);
    } catch (RuntimeException e) {
      throw RecordingFault.strange(file, event, e);
    }
  }

  private ClientRow rowOrNull(RecordedEvent event) {
    return switch (event.getEventType().getName()) {
      case ActionRow.EVENT -> ActionRow.of(event, timeNanos(event));
      case BytesRow.READ_EVENT -> BytesRow.of(event, true, timeNanos(event));
      case BytesRow.WRITTEN_EVENT -> BytesRow.of(event, false, timeNanos(event));
      case FrameRow.EVENT -> FrameRow.of(event, timeNanos(event));
      case QueueDepthRow.EVENT -> QueueDepthRow.of(event, timeNanos(event));
      case StateRow.EVENT -> StateRow.of(event, timeNanos(event));
      default -> null;
    };
  }

  private long timeNanos(RecordedEvent event) {
    return Times.nanosBetween(acceptTimes.get(event.getLong("clientId")), event.getStartTime());
  }

  /** Where it was opened from. */
  public Path file() {
    return file;
  }

  /** The trial recorded; empty if the server did not say. */
  public Optional<TrialRow> trial() {
    return Optional.ofNullable(trial);
  }

  /** The facts a client can have, in their order. */
  public List<FactRow> facts() {
    return facts;
  }

  /** The action table, in its order. */
  public List<TableRow> table() {
    return table;
  }

  /** The clients in the order of their accepts, refused ones included. */
  public List<RecordedClient> clients() {
    return clients;
  }

  /** What is missing. */
  public LostEvents lost() {
    return lost;
  }

  /** Actions recorded, of all clients; 0 below level {@code actions}. */
  public long actions() {
    return actions;
  }

  /** Events in the file, of whatever kind: how long a pass over it is. */
  public long events() {
    return events;
  }
}
