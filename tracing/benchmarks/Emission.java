import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlightRecording;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.Level;
import h2lab.tracing.QueueLevels;
import h2lab.tracing.TrialEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Events emitted at a rate, by the calls that servers make: two for each step of a client, the
 * action and octets that it moves.
 *
 * @param steps of each client, by its number
 * @param seconds from the first to the last event
 * @param writeSeconds from the last event until the recording was written
 * @param cut whether the disk was too full to record all
 */
record Emission(Map<Long, Long> steps, double seconds, double writeSeconds, boolean cut) {
  static final int EVENTS_PER_STEP = 2;

  private static final int CLIENTS_PER_THREAD = 16;
  private static final int STEPS_PER_LOOK = 128;
  private static final long SHORTEST_PARK_NANOS = 50_000;

  private static final ActionVocabulary VOCABULARY =
      new ActionVocabulary(
          List.of(
              new ActionVocabulary.Fact('1', "CAN_READ_PORT", "the socket may have octets"),
              new ActionVocabulary.Fact('6', "CAN_WRITE", "the socket takes octets")),
          List.of(
              new ActionVocabulary.Row("PROCESS_DATA_ON_SOCKET", 1, 0, "read what there is"),
              new ActionVocabulary.Row("WRITE_DATA_TO_SOCKET", 2, 1, "write what waits"),
              new ActionVocabulary.Row("WAIT", 0, 0, "nothing to do")));

  private record NothingWaits(int tlsPending, int toEncrypt, int toWrite, int writeChunks)
      implements QueueLevels {}

  /** Emits from several threads and records to a file, as {@code h2lab serve --record} does. */
  static Emission of(long eventsPerSecond, int seconds, int threads, Path file)
      throws IOException, InterruptedException {
    VOCABULARY.describeInRecordings();
    FlightRecording recording =
        FlightRecording.start(Level.ACTIONS, trial(), file, System.err::println);
    long start = System.nanoTime();
    List<Emitter> emitters = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Emitter emitter = new Emitter((double) eventsPerSecond / threads, start, seconds);
      emitter.start();
      emitters.add(emitter);
    }
    Map<Long, Long> steps = new TreeMap<>();
    for (Emitter emitter : emitters) {
      emitter.join();
      emitter.traces.forEach(trace -> steps.put(trace.clientId(), trace.step()));
    }
    long end = System.nanoTime();
    recording.close();
    return new Emission(
        steps, (end - start) / 1e9, (System.nanoTime() - end) / 1e9, recording.wasCut());
  }

  private static TrialEvent trial() {
    TrialEvent trial = new TrialEvent();
    trial.method = "loss";
    trial.tls = "off";
    return trial;
  }

  /** Events emitted in all. */
  long events() {
    return EVENTS_PER_STEP * steps.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A thread with clients of its own, which take turns. */
  private static final class Emitter extends Thread {
    private final List<ClientTrace> traces = new ArrayList<>();
    private final double eventsPerSecond;
    private final long start;
    private final int seconds;

    Emitter(double eventsPerSecond, long start, int seconds) {
      this.eventsPerSecond = eventsPerSecond;
      this.start = start;
      this.seconds = seconds;
      for (int i = 0; i < CLIENTS_PER_THREAD; i++) {
        traces.add(ClientTrace.accepted(VOCABULARY, new NothingWaits(0, 0, 0, 0), 0));
      }
    }

    @Override
    public void run() {
      long most = (long) (eventsPerSecond * seconds);
      long end = start + seconds * 1_000_000_000L;
      for (long emitted = 0; emitted < most && System.nanoTime() < end; ) {
        for (int i = 0; i < STEPS_PER_LOOK; i++) {
          ClientTrace trace = traces.get(i % CLIENTS_PER_THREAD);
          trace.selected(i & 3, i % 3);
          trace.read(FlowPoint.PEER_IN, i + 1);
        }
        emitted += EVENTS_PER_STEP * STEPS_PER_LOOK;
        awaitTurn(start + (long) (emitted / eventsPerSecond * 1e9));
      }
      traces.forEach(trace -> trace.state(ClientLife.CLOSED, "all is emitted"));
    }

    private static void awaitTurn(long turn) {
      for (long left; (left = turn - System.nanoTime()) > 0; ) {
        if (left > SHORTEST_PARK_NANOS) {
          LockSupport.parkNanos(left);
        } else {
          Thread.onSpinWait();
        }
      }
    }
  }
}
