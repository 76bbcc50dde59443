package h2lab.analysis.check.trace;

import h2lab.analysis.Progress;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.QueueDepthRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validates one recording: takes its rows in any order, and knows in the end which client broke
 * which {@link Rule} first. Memory grows with clients and with the disorder of the file, not with
 * its length.
 */
public final class TraceValidation {
  /** Rows after which those of a step that is whole do not come any more. */
  private static final int SETTLING_ROWS = 1 << 16;

  private static final String CLEARTEXT = "off";

  private final RecordedTable table;
  private final OctetFlow flow;
  private final int firstFacts;
  private final Set<Long> alreadyConnected = new HashSet<>();
  private final Map<Long, ClientReplay> clients = new LinkedHashMap<>();
  private ClientReplay last;
  private long lastClientId;
  private long rows;
  private boolean hasActions;
  private boolean hasFrames;

  private TraceValidation(Recording recording) throws UntoldTable {
    table = RecordedTable.of(recording);
    boolean encrypted =
        recording.trial().map(trial -> !CLEARTEXT.equals(trial.tls())).orElse(false);
    flow = new OctetFlow(table, encrypted);
    firstFacts = table.first(encrypted);
    recording.clients().stream()
        .filter(client -> !client.acceptRecorded())
        .map(RecordedClient::clientId)
        .forEach(alreadyConnected::add);
  }

  /**
   * Begins to validate a recording whose rows are to be fed by {@link #add}.
   *
   * @throws UntoldTable if it does not tell what its actions change
   */
  public static TraceValidation begin(Recording recording) throws UntoldTable {
    return new TraceValidation(recording);
  }

  /**
   * Validates a whole recording, with a progress bar if it takes long.
   *
   * @throws IOException if it cannot be read, or does not tell what its actions change
   */
  public static Findings of(Recording recording) throws IOException {
    TraceValidation validation = begin(recording);
    try (Progress progress = new Progress("check", recording.events())) {
      EventFeed feed = new EventFeed(validation);
      recording.scan(
          (event, times) -> {
            feed.take(event, times);
            progress.step();
          });
    }
    return validation.end();
  }

  /** Takes a row. */
  public void add(ClientRow row) {
    if (isBeforeFirst(row.clientId(), row instanceof ActionRow)) {
      return;
    }
    switch (row) {
      case ActionRow action -> addAction(action);
      case BytesRow b ->
          moved(b.clientId(), b.step(), OctetFlow.point(b.point()), b.inwards(), b.octets());
      case FrameRow f ->
          framed(
              f.clientId(),
              f.step(),
              f.direction().equals("in"),
              f.type(),
              f.count(),
              f.streamIdSum(),
              f.octets());
      case StateRow state -> add(state);
      case QueueDepthRow sampled -> {} // of no step
    }
    settle();
  }

  void add(StateRow state) {
    client(state.clientId(), 1).state(state);
  }

  private void addAction(ActionRow row) {
    action(
        row.clientId(),
        row.step(),
        table.set(row.facts()),
        table.rowOf(row.action()),
        row.tlsPending(),
        row.toEncrypt(),
        row.toWrite());
  }

  /** An action, its facts and row by the numbers of the table. */
  void action(
      long clientId, long step, int facts, int row, int tlsPending, int toEncrypt, int toWrite) {
    hasActions = true;
    client(clientId, step).action(step, facts, row, tlsPending, toEncrypt, toWrite);
  }

  /** Octets moved past a point; null for one that is unknown. */
  void moved(long clientId, long step, FlowPoint point, boolean inwards, int octets) {
    if (point != null) {
      client(clientId, step).moved(step, point, inwards, octets);
    }
  }

  /** Frames of a type. */
  void framed(
      long clientId,
      long step,
      boolean inwards,
      String type,
      int count,
      long streamIdSum,
      int octets) {
    hasFrames = true;
    client(clientId, step).framed(step, inwards, type, count, streamIdSum, octets);
  }

  /** The numbers of the table by which actions are fed. */
  RecordedTable table() {
    return table;
  }

  /** Whether a row is of a client that was connected already, and of a step before its first. */
  boolean isBeforeFirst(long clientId, boolean isAction) {
    return !isAction
        && !alreadyConnected.isEmpty()
        && alreadyConnected.contains(clientId)
        && !clients.containsKey(clientId);
  }

  /** Called after each row. */
  void settle() {
    if (++rows % SETTLING_ROWS == 0) {
      clients.values().forEach(ClientReplay::judgeSettled);
    }
  }

  private ClientReplay client(long clientId, long step) {
    if (last == null || lastClientId != clientId) {
      ClientReplay known = clients.get(clientId);
      last = known != null ? known : begin(clientId, step);
      lastClientId = clientId;
    }
    return last;
  }

  /** Of a client that was connected already, the first step that comes may not be whole. */
  private ClientReplay begin(long clientId, long step) {
    long first = alreadyConnected.contains(clientId) ? step + 1 : 1;
    ClientReplay client = new ClientReplay(clientId, table, flow, firstFacts, first);
    clients.put(clientId, client);
    return client;
  }

  /** All rows were fed: what came of it. */
  public Findings end() {
    List<Violation> violations = new ArrayList<>();
    long judged = 0;
    for (ClientReplay client : clients.values()) {
      client.end(hasActions);
      judged += client.judged();
      if (client.violation() != null) {
        violations.add(client.violation());
      }
    }
    Level level = hasFrames ? Level.FULL : hasActions ? Level.ACTIONS : Level.BYTES;
    EnumSet<Rule> unjudged = EnumSet.allOf(Rule.class);
    unjudged.removeIf(rule -> rule.level().compareTo(level) <= 0);
    return new Findings(
        clients.size(), alreadyConnected.size(), judged, level, Set.copyOf(unjudged), violations);
  }
}
