package h2lab.analysis.recording;

import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlightRecording;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.Level;
import h2lab.tracing.QueueLevels;
import h2lab.tracing.TrialEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * Recordings made for tests: real events, emitted by {@link ClientTrace} as a poll loop would, of
 * clients that are nobody's.
 */
public final class RecordedLoop {
  public static final ActionVocabulary VOCABULARY =
      new ActionVocabulary(
          List.of(
              new ActionVocabulary.Fact('1', "CAN_READ_PORT", "the socket may have octets"),
              new ActionVocabulary.Fact('3', "CAN_READ_TLS", "decrypted octets may be had"),
              new ActionVocabulary.Fact('P', "HAS_PLAIN_DATA", "plain octets wait"),
              new ActionVocabulary.Fact('U', "HAS_DATA_TO_ENCRYPT", "plain octets wait"),
              new ActionVocabulary.Fact('4', "CAN_WRITE_TLS", "the engine takes octets"),
              new ActionVocabulary.Fact('5', "CAN_READ_TLS_OUTPUT", "the engine has octets"),
              new ActionVocabulary.Fact('E', "HAS_DATA_TO_WRITE", "encrypted octets wait"),
              new ActionVocabulary.Fact('6', "CAN_WRITE", "the socket takes octets")),
          List.of(
              new ActionVocabulary.Row("WRITE_PORT", facts("E6"), 0, "write what waits"),
              new ActionVocabulary.Row("PROCESS_FRAMES", facts("P"), 0, "run whole frames"),
              new ActionVocabulary.Row("DECRYPT", facts("3"), facts("P"), "decrypt"),
              new ActionVocabulary.Row("ENCRYPT", facts("U4"), 0, "encrypt once"),
              new ActionVocabulary.Row("READ_PORT", facts("1"), 0, "read what is there"),
              new ActionVocabulary.Row("WAIT", 0, 0, "nothing can be done")));

  private static final String MARKS = "13PU45E6";
  private static final String[] ACTIONS = {
    "WRITE_PORT", "PROCESS_FRAMES", "DECRYPT", "ENCRYPT", "READ_PORT", "WAIT"
  };

  static {
    VOCABULARY.describeInRecordings();
  }

  private static TrialEvent trial() {
    TrialEvent trial = new TrialEvent();
    trial.method = "async-custom";
    trial.tls = "jdk";
    trial.levels = "clients=2 in_flight=10";
    trial.host = "Test processor, 2 cores, Test OS 1.0";
    trial.jdk = "Test JDK 25";
    trial.commit = "0123abc";
    return trial;
  }

  /** What happens while it is recorded. */
  @FunctionalInterface
  public interface Happening {
    void run() throws Exception;
  }

  private RecordedLoop() {}

  /** The bits of the facts with these marks. */
  public static int facts(String marks) {
    return marks.chars().map(mark -> 1 << MARKS.indexOf(mark)).sum();
  }

  /** The row of this action. */
  public static int row(String action) {
    return List.of(ACTIONS).indexOf(action);
  }

  public static Path record(Path file, Happening happening) throws Exception {
    return record(Level.FULL, file, happening);
  }

  /** Records what happens, and requires that both readers read the same of it. */
  public static Path record(Level level, Path file, Happening happening) throws Exception {
    Path recorded = recordOnly(level, file, happening);
    ReaderAgreement.require(recorded);
    return recorded;
  }

  /** Records what happens, which may be what no reader is to like. */
  public static Path recordOnly(Level level, Path file, Happening happening) throws Exception {
    try (FlightRecording recording = FlightRecording.start(level, trial(), file)) {
      happening.run();
      return recording.file();
    }
  }

  public static ClientTrace accept() {
    return ClientTrace.accepted(VOCABULARY, new FixedLevels(0, 0, 0, 0), 40_000);
  }

  /** Selects actions, each written as {@code facts:ACTION}. */
  public static void select(ClientTrace trace, String... steps) {
    for (String step : steps) {
      String[] sides = step.split(":");
      trace.selected(facts(sides[0]), row(sides[1]));
    }
  }

  /** A client that asks for {@code rounds} batches of ten requests and leaves. */
  public static void converse(ClientTrace trace, int rounds) {
    trace.state(ClientLife.HANDSHAKEN, "TLSv1.3");
    trace.state(ClientLife.OPEN, "");
    for (int round = 0; round < rounds; round++) {
      select(trace, "146:READ_PORT");
      trace.read(FlowPoint.PEER_IN, 300);
      select(trace, "1346:DECRYPT", "1P46:PROCESS_FRAMES");
      for (int request = 0; request < 10; request++) {
        trace.frameReceived(1, 20 * round + 2 * request + 1, 20);
      }
      select(trace, "1U46:ENCRYPT", "146E:WRITE_PORT");
      trace.written(FlowPoint.PEER_OUT, 500);
      select(trace, "46:WAIT");
    }
    trace.state(ClientLife.CLOSED, "peer closed");
  }

  /** Two clients of 4 and 3 rounds. */
  public static Path twoClients(Path file) throws Exception {
    return record(
        file,
        () -> {
          ClientTrace first = accept();
          ClientTrace second = accept();
          converse(second, 3);
          converse(first, 4);
        });
  }

  /** Buffer levels that stay as they are. */
  public record FixedLevels(int tlsPending, int toEncrypt, int toWrite, int writeChunks)
      implements QueueLevels {}
}
