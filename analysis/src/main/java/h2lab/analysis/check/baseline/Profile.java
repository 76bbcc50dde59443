package h2lab.analysis.check.baseline;

import h2lab.analysis.Progress;
import h2lab.analysis.chart.TransitionCounts;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.analysis.recording.StepPairs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of one run: how many requests, how often which action followed which, how many
 * octets passed at once at each point, and how long each action took until the next.
 */
final class Profile implements TransitionCounts {
  private final Map<String, Map<String, Long>> transitions = new TreeMap<>();
  private final Map<String, Histogram> octets = new TreeMap<>();
  private final Map<String, Histogram> nanos = new TreeMap<>();
  private long requests;

  Profile() {}

  /** One that was stored. */
  Profile(
      long requests,
      Map<String, Map<String, Long>> transitions,
      Map<String, Histogram> octets,
      Map<String, Histogram> nanos) {
    this.requests = requests;
    this.transitions.putAll(transitions);
    this.octets.putAll(octets);
    this.nanos.putAll(nanos);
  }

  /**
   * Makes the profile of a recording of level actions or full.
   *
   * @throws IOException if it cannot be read, has no actions or no requests, or lost events
   */
  static Profile of(Recording recording) throws IOException {
    if (recording.actions() == 0) {
      throw new IOException(
          recording.file() + " holds no actions: record with --level actions or full");
    }
    if (recording.lost().any()) {
      throw new IOException(recording.file() + ": " + recording.lost().warning());
    }
    Profile profile = new Profile();
    for (RecordedClient client : recording.clients()) {
      profile.requests += client.states().stream().mapToLong(StateRow::requests).max().orElse(0);
    }
    if (profile.requests == 0) {
      throw new IOException(recording.file() + " has no requests of a client that was closed");
    }
    StepPairs<ActionRow> pairs = new StepPairs<>(profile::join);
    try (Progress progress = new Progress("profile", recording.events())) {
      recording.forEach(
          row -> {
            profile.add(row, pairs);
            progress.step();
          });
    }
    return profile;
  }

  private void add(ClientRow row, StepPairs<ActionRow> pairs) {
    if (row instanceof ActionRow action) {
      pairs.add(action.clientId(), action.step(), action);
    } else if (row instanceof BytesRow bytes) {
      String point = bytes.point() + (bytes.inwards() ? " in" : " out");
      octets.computeIfAbsent(point, any -> new Histogram()).add(bytes.octets());
    }
  }

  private void join(ActionRow earlier, ActionRow later) {
    transitions
        .computeIfAbsent(earlier.action(), any -> new TreeMap<>())
        .merge(later.action(), 1L, Long::sum);
    nanos
        .computeIfAbsent(earlier.action(), any -> new Histogram())
        .add(later.timeNanos() - earlier.timeNanos());
  }

  /** Adds another run to this. */
  void add(Profile other) {
    requests += other.requests;
    other.transitions.forEach(
        (from, next) -> {
          Map<String, Long> ours = transitions.computeIfAbsent(from, any -> new TreeMap<>());
          next.forEach((to, count) -> ours.merge(to, count, Long::sum));
        });
    other.octets.forEach(
        (point, h) -> octets.computeIfAbsent(point, any -> new Histogram()).add(h));
    other.nanos.forEach(
        (action, h) -> nanos.computeIfAbsent(action, any -> new Histogram()).add(h));
  }

  long requests() {
    return requests;
  }

  Map<String, Map<String, Long>> transitions() {
    return transitions;
  }

  Map<String, Histogram> octets() {
    return octets;
  }

  Map<String, Histogram> nanos() {
    return nanos;
  }

  @Override
  public long count(String from, String to) {
    return transitions.getOrDefault(from, Map.of()).getOrDefault(to, 0L);
  }

  @Override
  public long largest() {
    return transitions.values().stream()
        .flatMap(next -> next.values().stream())
        .max(Long::compare)
        .orElse(0L);
  }

  /** How often each action was followed by another. */
  Map<String, Long> actions() {
    Map<String, Long> counts = new LinkedHashMap<>();
    transitions.forEach(
        (from, next) -> counts.put(from, next.values().stream().mapToLong(n -> n).sum()));
    return counts;
  }

  /** The share of each transition in all, by both actions. */
  Map<String, Double> shares() {
    double all = actions().values().stream().mapToLong(n -> n).sum();
    Map<String, Double> shares = new TreeMap<>();
    transitions.forEach(
        (from, next) -> next.forEach((to, count) -> shares.put(from + " -> " + to, count / all)));
    return shares;
  }
}
