package h2lab.analysis.recording;

import h2lab.analysis.Progress;
import h2lab.analysis.recording.chunk.EventCursor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recording of h2lab, read in two passes: {@link #open} surveys it, {@link #forEach} streams its
 * rows. Neither keeps events, so memory grows with clients only.
 */
public final class Recording {
  private final Path file;
  private final Map<Long, Long> acceptTimes;
  private final TrialRow trial;
  private final List<FactRow> facts;
  private final List<TableRow> table;
  private final List<RecordedClient> clients;
  private final LostEvents lost;
  private final long actions;
  private final long cpuSamples;
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
    this.cpuSamples = survey.cpuSamples();
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
                  survey.add(event);
                  afterEach.run();
                });
    if (survey.isForeign()) {
      throw RecordingFault.foreign(file, events);
    }
    return new Recording(file, survey, events);
  }

  /**
   * Hands over the rows of all clients, in the order of the file, which is not that of time.
   *
   * @throws RecordingFault if the file has changed since it was opened
   */
  public void forEach(Consumer<? super ClientRow> reader) throws RecordingFault {
    scan((event, times) -> reader.accept(row(event, times)));
  }

  /**
   * The same without an object for each row, several times as fast: hands over a cursor that stands
   * at the event of each row in turn.
   *
   * @throws RecordingFault if the file has changed since it was opened
   */
  public void scan(Scan reader) throws RecordingFault {
    ByClient<Long> accepts = new ByClient<>(acceptTimes::get);
    Times times = event -> event.epochNanos() - accepts.of(event.clientId());
    new EventFile(file)
        .forEach(
            event -> {
              if (event.kind().ofClient()) {
                reader.accept(event, times);
              }
            });
  }

  /** Takes the events that are about clients, one after the other. */
  @FunctionalInterface
  public interface Scan {
    /** Takes what it needs; the cursor is at another event afterwards. */
    void accept(EventCursor event, Times times);
  }

  /** Tells when an event was, since the accept of its client. */
  @FunctionalInterface
  public interface Times {
    /** As {@link ClientRow#timeNanos}. */
    long timeNanos(EventCursor event);
  }

  /** The row of the event at a cursor, to be kept. */
  public static ClientRow row(EventCursor event, Times times) {
    long timeNanos = times.timeNanos(event);
    return switch (event.kind()) {
      case ACTION -> ActionRow.of(event, timeNanos);
      case BYTES_READ -> BytesRow.of(event, true, timeNanos);
      case BYTES_WRITTEN -> BytesRow.of(event, false, timeNanos);
      case FRAMES -> FrameRow.of(event, timeNanos);
      case QUEUE_DEPTH -> QueueDepthRow.of(event, timeNanos);
      case CLIENT_STATE -> StateRow.of(event, timeNanos);
      default -> throw new IllegalStateException(event.kind() + " is about no client");
    };
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

  /** Samples of where the processor's time went; 0 but at level {@code profile}. */
  public long cpuSamples() {
    return cpuSamples;
  }

  /** Events in the file, of whatever kind: how long a pass over it is. */
  public long events() {
    return events;
  }
}
