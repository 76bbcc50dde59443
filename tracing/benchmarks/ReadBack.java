import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the JDK's own reader finds of an emission: which steps of which clients, each once.
 *
 * @param events of those emitted that are there
 * @param lost that are not
 * @param strange that are there twice, or were never emitted
 * @param droppedOctets as the recorder itself says
 * @param seconds it took to read
 */
record ReadBack(long events, long lost, long strange, long droppedOctets, double seconds) {
  private static final long LOOK_EVENTS = 10_000_000;

  /**
   * Reads a recording.
   *
   * @param emitted steps of each client, by its number
   */
  static ReadBack of(Path file, Map<Long, Long> emitted) throws IOException {
    Steps actions = new Steps(emitted);
    Steps octets = new Steps(emitted);
    long dropped = 0;
    long read = 0;
    long start = System.nanoTime();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        switch (event.getEventType().getName()) {
          case "h2lab.Action" -> actions.add(event);
          case "h2lab.BytesRead" -> octets.add(event);
          case "jdk.DataLoss" -> dropped += event.getLong("amount");
          default -> {}
        }
        if (++read % LOOK_EVENTS == 0) {
          System.err.printf("%,d events read%n", read);
        }
      }
    }
    return new ReadBack(
        actions.found() + octets.found(),
        actions.missing() + octets.missing(),
        actions.strange + octets.strange,
        dropped,
        (System.nanoTime() - start) / 1e9);
  }

  /** The steps of all clients for which there is an event of one kind. */
  private static final class Steps {
    private final Map<Long, Long> emitted;
    private final Map<Long, BitSet> found = new HashMap<>();
    private long strange;

    Steps(Map<Long, Long> emitted) {
      this.emitted = emitted;
      emitted.keySet().forEach(client -> found.put(client, new BitSet()));
    }

    void add(RecordedEvent event) {
      long client = event.getLong("clientId");
      long step = event.getLong("step");
      BitSet steps = found.get(client);
      if (steps == null || step < 1 || step > emitted.get(client) || steps.get((int) step)) {
        strange++;
      } else {
        steps.set((int) step);
      }
    }

    long found() {
      return found.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    long missing() {
      return emitted.values().stream().mapToLong(Long::longValue).sum() - found();
    }
  }
}
