package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the first pass over a recording learns about one client: a handful of numbers. */
final class ClientSurvey {
  private final long clientId;
  private final List<TimedState> states = new ArrayList<>();
  private Long accepted;
  private long first = Long.MAX_VALUE;
  private long actions;
  private long firstStep = Long.MAX_VALUE;
  private long lastStep;

  /** A change of state while the time of the accept may not be known yet. */
  private record TimedState(long at, StateRow row) {
    StateRow since(long accepted) {
      return new StateRow(
          row.clientId(),
          row.step(),
          at - accepted,
          row.state(),
          row.reason(),
          row.remotePort(),
          row.requests());
    }
  }

  ClientSurvey(long clientId) {
    this.clientId = clientId;
  }

  /** Takes note of any event of this client. */
  void add(EventCursor event) {
    if (accepted == null) {
      first = Math.min(first, event.epochNanos());
    }
    switch (event.kind()) {
      case ACTION -> addStep(event.step());
      case CLIENT_STATE -> addState(event);
      default -> {}
    }
  }

  private void addStep(long step) {
    actions++;
    firstStep = Math.min(firstStep, step);
    lastStep = Math.max(lastStep, step);
  }

  private void addState(EventCursor event) {
    TimedState state = new TimedState(event.epochNanos(), StateRow.of(event, 0));
    states.add(state);
    if (StateRow.ACCEPTED.equals(state.row.state())) {
      accepted = state.at;
    } else if (StateRow.CLOSED.equals(state.row.state())) {
      lastStep = Math.max(lastStep, state.row.step());
    }
  }

  long clientId() {
    return clientId;
  }

  /** In nanoseconds since the epoch. */
  long acceptedAt() {
    return accepted != null ? accepted : first;
  }

  /**
   * Steps missing before the last one known. A client accepted before the recording began misses
   * nothing before its first step in it.
   */
  long lostSteps() {
    long before = accepted != null ? 0 : Math.min(firstStep - 1, lastStep);
    return lastStep - before - actions;
  }

  RecordedClient client() {
    List<StateRow> rows =
        states.stream()
            .map(state -> state.since(acceptedAt()))
            .sorted(Comparator.comparingLong(StateRow::timeNanos).thenComparingLong(StateRow::step))
            .toList();
    int port = rows.stream().mapToInt(StateRow::remotePort).findFirst().orElse(0);
    Instant at = Instant.ofEpochSecond(0, acceptedAt());
    return new RecordedClient(clientId, port, at, accepted != null, actions, rows);
  }
}
