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
 * Makes a recording of so many events, as fast as they can be emitted: five clients of a poll loop,
 * each step of which reads, decrypts, answers, encrypts, writes and waits in turn.
 *
 * <pre>java -cp analysis/target/h2lab.jar analysis/benchmarks/MakeRecording.java EVENTS FILE</pre>
 */
final class MakeRecording {
  private static final int CLIENTS = 5;
  private static final int EVENTS_PER_ROUND = 11;
  private static final ActionVocabulary VOCABULARY =
      new ActionVocabulary(
          List.of(
              new ActionVocabulary.Fact('1', "CAN_READ_PORT", "the socket may have octets"),
              new ActionVocabulary.Fact('3', "CAN_READ_TLS", "decrypted octets may be had"),
              new ActionVocabulary.Fact('P', "HAS_PLAIN_DATA", "plain octets wait"),
              new ActionVocabulary.Fact('U', "HAS_DATA_TO_ENCRYPT", "plain octets wait"),
              new ActionVocabulary.Fact('E', "HAS_DATA_TO_WRITE", "encrypted octets wait"),
              new ActionVocabulary.Fact('6', "CAN_WRITE", "the socket takes octets")),
          List.of(
              new ActionVocabulary.Row("READ_PORT", 0b1, 0, "read what is there"),
              new ActionVocabulary.Row("DECRYPT", 0b10, 0, "decrypt"),
              new ActionVocabulary.Row("PROCESS_FRAMES", 0b100, 0, "run whole frames"),
              new ActionVocabulary.Row("ENCRYPT", 0b1000, 0, "encrypt once"),
              new ActionVocabulary.Row("WRITE_PORT", 0b110000, 0, "write what waits"),
              new ActionVocabulary.Row("WAIT", 0, 0, "nothing can be done")));

  /** What waits changes with every step, as it does in a server. */
  private static final class Levels implements QueueLevels {
    int octets;

    @Override
    public int tlsPending() {
      return octets & 0x3fff;
    }

    @Override
    public int toEncrypt() {
      return octets >>> 1 & 0x3fff;
    }

    @Override
    public int toWrite() {
      return octets >>> 2 & 0x3fff;
    }

    @Override
    public int writeChunks() {
      return octets & 3;
    }
  }

  private MakeRecording() {}

  public static void main(String[] arguments) throws Exception {
    long events = Long.parseLong(arguments[0]);
    TrialEvent trial = new TrialEvent();
    trial.method = "none: made for a benchmark";
    trial.levels = "clients=" + CLIENTS;
    VOCABULARY.describeInRecordings();
    try (FlightRecording recording =
        FlightRecording.start(Level.FULL, trial, Path.of(arguments[1]))) {
      run(events);
    }
  }

  private static void run(long events) {
    Levels levels = new Levels();
    ClientTrace[] clients = new ClientTrace[CLIENTS];
    for (int client = 0; client < CLIENTS; client++) {
      clients[client] = ClientTrace.accepted(VOCABULARY, levels, 40_000 + client);
    }
    for (long round = 0; round * EVENTS_PER_ROUND < events; round++) {
      converse(clients[(int) (round % CLIENTS)], levels, (int) round);
    }
    for (ClientTrace client : clients) {
      client.state(ClientLife.CLOSED, "enough");
    }
  }

  private static void converse(ClientTrace client, Levels levels, int round) {
    levels.octets = round * 31;
    client.selected(0b100001, 0);
    client.read(FlowPoint.PEER_IN, 600 + round % 100);
    client.selected(0b100011, 1);
    client.read(FlowPoint.TO_DECRYPT, 600 + round % 100);
    client.selected(0b100101, 2);
    client.frameReceived(1, 2 * round + 1, 560);
    client.frameSent(0, 2 * round + 1, 560);
    client.selected(0b101001, 3);
    client.selected(0b110001, 4);
    client.written(FlowPoint.PEER_OUT, 700 + round % 100);
    client.selected(0b100000, 5);
  }
}
