package h2lab.analysis.recording;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The first pass over a recording: all that rows need to be understood, since the file is not in
 * the order of time. Memory grows with clients, not with events.
 */
final class Survey {
  private static final String H2LAB = "h2lab.";

  private final Map<Long, ClientSurvey> clients = new HashMap<>();
  private final Map<Integer, FactRow> facts = new TreeMap<>();
  private final Map<Integer, TableRow> table = new TreeMap<>();
  private TrialRow trial;
  private long ownEvents;
  private long actions;
  private long droppedOctets;

  void add(RecordedEvent event) {
    String name = event.getEventType().getName();
    if (!name.startsWith(H2LAB)) {
      droppedOctets += name.equals("jdk.DataLoss") ? event.getLong("amount") : 0;
      return;
    }
    ownEvents++;
    switch (name) {
      case TrialRow.EVENT -> trial = TrialRow.of(event);
      case FactRow.EVENT -> facts.put(event.getInt("order"), FactRow.of(event));
      case TableRow.EVENT -> table.put(event.getInt("order"), TableRow.of(event));
      default -> addOfClient(event, name);
    }
  }

  private void addOfClient(RecordedEvent event, String name) {
    if (event.hasField("clientId")) {
      actions += name.equals(ActionRow.EVENT) ? 1 : 0;
      clients.computeIfAbsent(event.getLong("clientId"), ClientSurvey::new).add(event);
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
    return clients.values().stream()
        .map(ClientSurvey::client)
        .sorted(
            Comparator.comparing(RecordedClient::acceptedAt)
                .thenComparing(RecordedClient::clientId))
        .toList();
  }

  Map<Long, Instant> acceptTimes() {
    Map<Long, Instant> times = new HashMap<>();
    clients.forEach((id, client) -> times.put(id, client.acceptedAt()));
    return times;
  }

  long actions() {
    return actions;
  }

  /** Clients number their steps at every level, so a recording without any action misses none. */
  LostEvents lost() {
    long[] missing =
        clients.values().stream().mapToLong(ClientSurvey::lostSteps).filter(n -> n > 0).toArray();
    return actions == 0
        ? new LostEvents(0, 0, droppedOctets)
        : new LostEvents(Arrays.stream(missing).sum(), missing.length, droppedOctets);
  }
}
