import h2lab.analysis.export.RecordingJson;
import h2lab.analysis.recording.ByClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads a recording in one way again and again. Prints the million events a second of the best round
 * and what was found, which is the same whoever reads.
 *
 * <pre>java -cp analysis/target/h2lab.jar analysis/benchmarks/ReadSpeed.java WAY FILE ROUNDS</pre>
 *
 * Ways: {@code ours} counts actions and transitions and sums the octets of each client; {@code jdk}
 * does so by the JDK's RecordingFile; {@code survey} is what it costs to open a recording; {@code
 * json} writes the export, to nowhere.
 */
final class ReadSpeed {
  private static final int ACTION = EventKind.ACTION.slot("action");
  private static final int OCTETS = EventKind.BYTES_READ.slot("octets");
  private static final int MOST_TEXTS = 256;

  private final long[] actions = new long[MOST_TEXTS];
  private final long[][] transitions = new long[MOST_TEXTS][MOST_TEXTS];
  private final ByClient<Client> clients = new ByClient<>(id -> new Client());

  private static final class Client {
    long lastStep;
    int lastAction;
    long octets;
  }

  private interface Way {
    String read(Recording recording) throws Exception;
  }

  private ReadSpeed() {}

  public static void main(String[] arguments) throws Exception {
    Way way =
        switch (arguments[0]) {
          case "ours" -> ReadSpeed::ours;
          case "jdk" -> ReadSpeed::jdk;
          case "survey" -> recording -> "events " + Recording.open(recording.file()).events();
          case "json" -> ReadSpeed::json;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    Recording recording = Recording.open(Path.of(arguments[1]));
    double best = 0;
    String found = "";
    for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
      long start = System.nanoTime();
      found = way.read(recording);
      best = Math.max(best, 1e3 * recording.events() / (System.nanoTime() - start));
    }
    System.out.printf(Locale.ROOT, "%.3f %s%n", best, found);
  }

  private static String ours(Recording recording) throws Exception {
    ReadSpeed totals = new ReadSpeed();
    String[] names = new String[MOST_TEXTS];
    recording.scan((event, times) -> totals.add(event, names));
    return totals.toString(names);
  }

  private void add(EventCursor event, String[] names) {
    switch (event.kind()) {
      case ACTION -> {
        int action = event.textId(ACTION);
        if (names[action] == null) {
          names[action] = event.textOf(action);
        }
        addAction(event.clientId(), event.step(), action);
      }
      case BYTES_READ, BYTES_WRITTEN -> clients.of(event.clientId()).octets += event.number(OCTETS);
      default -> {}
    }
  }

  private void addAction(long clientId, long step, int action) {
    Client client = clients.of(clientId);
    actions[action]++;
    if (step == client.lastStep + 1 && step > 1) {
      transitions[client.lastAction][action]++;
    }
    client.lastStep = step;
    client.lastAction = action;
  }

  private static String jdk(Recording recording) throws Exception {
    ReadSpeed totals = new ReadSpeed();
    TreeMap<String, Integer> ids = new TreeMap<>();
    try (RecordingFile file = new RecordingFile(recording.file())) {
      while (file.hasMoreEvents()) {
        totals.add(file.readEvent(), ids);
      }
    }
    String[] names = new String[MOST_TEXTS];
    ids.forEach((name, id) -> names[id] = name);
    return totals.toString(names);
  }

  private void add(RecordedEvent event, TreeMap<String, Integer> ids) {
    switch (event.getEventType().getName()) {
      case "h2lab.Action" ->
          addAction(
              event.getLong("clientId"),
              event.getLong("step"),
              ids.computeIfAbsent(event.getString("action"), name -> ids.size()));
      case "h2lab.BytesRead", "h2lab.BytesWritten" ->
          clients.of(event.getLong("clientId")).octets += event.getInt("octets");
      default -> {}
    }
  }

  private String toString(String[] names) {
    TreeMap<String, Long> found = new TreeMap<>();
    for (int from = 0; from < MOST_TEXTS; from++) {
      for (int to = 0; to < MOST_TEXTS; to++) {
        if (transitions[from][to] > 0) {
          found.put(names[from] + ">" + names[to], transitions[from][to]);
        }
      }
      if (actions[from] > 0) {
        found.put(names[from], actions[from]);
      }
    }
    clients.all().forEach(client -> found.merge("octets", client.octets, Long::sum));
    return found.toString();
  }

  private static String json(Recording recording) throws Exception {
    try (OutputStream out = new BufferedOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
      RecordingJson.write(recording, out);
    }
    return "json";
  }
}
