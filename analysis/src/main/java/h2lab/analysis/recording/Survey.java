package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The first pass over a recording: all that rows need to be understood, since the file is not in
 * the order of time. Memory grows with clients, not with events.
 */
final class Survey {
  private static final int ORDER = EventKind.FACT.slot("order");
  private static final int ROW_ORDER = EventKind.ACTION_ROW.slot("order");
  private static final int AMOUNT = EventKind.DATA_LOSS.slot("amount");

  private final ByClient<ClientSurvey> clients = new ByClient<>(ClientSurvey::new);
  private final Map<Integer, FactRow> facts = new TreeMap<>();
  private final Map<Integer, TableRow> table = new TreeMap<>();
  private TrialRow trial;
  private long ownEvents;
  private long actions;
  private long droppedOctets;
  private long cpuSamples;

  void add(EventCursor event) {
    ownEvents += event.kind().ofJdk() ? 0 : 1;
    switch (event.kind()) {
      case DATA_LOSS -> droppedOctets += event.number(AMOUNT);
      case CPU_TIME_SAMPLE -> cpuSamples++;
      case TRIAL -> trial = TrialRow.of(event);
      case FACT -> facts.put(event.integer(ORDER), FactRow.of(event));
      case ACTION_ROW -> table.put(event.integer(ROW_ORDER), TableRow.of(event));
      default -> {
        actions += event.kind() == EventKind.ACTION ? 1 : 0;
        clients.of(event.clientId()).add(event);
      }
    }
  }

  boolean isForeign() {
    return ownEvents == 0;
  }

  /** Null if the recording does not say. */
  TrialRow trial() {
    return trial;
  }

  List<FactRow> facts() {
    return List.copyOf(facts.values());
  }

  List<TableRow> table() {
    return List.copyOf(table.values());
  }

  List<RecordedClient> clients() {
    return clients.all().stream()
        .map(ClientSurvey::client)
        .sorted(
            Comparator.comparing(RecordedClient::acceptedAt)
                .thenComparing(RecordedClient::clientId))
        .toList();
  }

  /** In nanoseconds since the epoch, by client. */
  Map<Long, Long> acceptTimes() {
    return clients.all().stream()
        .collect(Collectors.toMap(ClientSurvey::clientId, ClientSurvey::acceptedAt));
  }

  long actions() {
    return actions;
  }

  long cpuSamples() {
    return cpuSamples;
  }

  /** Clients number their steps at every level, so a recording without any action misses none. */
  LostEvents lost() {
    long[] missing =
        clients.all().stream().mapToLong(ClientSurvey::lostSteps).filter(n -> n > 0).toArray();
    return actions == 0
        ? new LostEvents(0, 0, droppedOctets)
        : new LostEvents(Arrays.stream(missing).sum(), missing.length, droppedOctets);
  }
}
