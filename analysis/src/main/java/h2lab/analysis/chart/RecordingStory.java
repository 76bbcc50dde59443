package h2lab.analysis.chart;

import h2lab.analysis.Progress;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import h2lab.analysis.recording.TableRow;
import h2lab.analysis.recording.TrialRow;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pictures of one recording show, gathered in one pass over its rows. */
final class RecordingStory {
  private static final int ACTION = EventKind.ACTION.slot("action");

  private final Recording recording;
  private final Map<Long, Timeline> timelines = new LinkedHashMap<>();
  private final Transitions transitions = new Transitions();

  private RecordingStory(Recording recording, int mostClients, int mostSteps) {
    this.recording = recording;
    recording.clients().stream()
        .filter(client -> client.steps() > 0)
        .limit(mostClients)
        .forEach(client -> timelines.put(client.clientId(), new Timeline(client, mostSteps)));
  }

  static RecordingStory of(Recording recording, int mostClients, int mostSteps)
      throws RecordingFault {
    RecordingStory story = new RecordingStory(recording, mostClients, mostSteps);
    try (Progress progress = new Progress("chart", recording.events())) {
      recording.scan(
          (event, times) -> {
            if (event.kind() == EventKind.ACTION) {
              story.add(event, times);
            }
            progress.step();
          });
    }
    return story;
  }

  private void add(EventCursor event, Recording.Times times) {
    String action = event.text(ACTION);
    transitions.add(event.clientId(), event.step(), action == null ? "" : action);
    Timeline timeline = timelines.get(event.clientId());
    if (timeline != null && timeline.wants(event.step())) {
      timeline.add((ActionRow) Recording.row(event, times));
    }
  }

  List<Timeline> timelines() {
    return List.copyOf(timelines.values());
  }

  Transitions transitions() {
    return transitions;
  }

  /** The actions that occur, in the order of the table that selected them. */
  List<String> actions() {
    Map<String, Integer> order = new HashMap<>();
    for (TableRow row : recording.table()) {
      order.putIfAbsent(row.action(), order.size());
    }
    List<String> actions = new ArrayList<>(transitions.actions());
    actions.sort(
        Comparator.<String>comparingInt(action -> order.getOrDefault(action, Integer.MAX_VALUE))
            .thenComparing(action -> action));
    return actions;
  }

  /** Method, TLS and levels, for titles. */
  String subject() {
    return recording
        .trial()
        .map(t -> join(" · ", t.method(), t.tls() == null ? null : "TLS " + t.tls(), levels(t)))
        .orElse(recording.file().getFileName().toString());
  }

  /** The levels that the title does not name already. */
  private static String levels(TrialRow trial) {
    String levels =
        trial.levelsByFactor().entrySet().stream()
            .filter(level -> !Set.of("method", "tls").contains(level.getKey()))
            .map(level -> level.getKey() + "=" + level.getValue())
            .collect(Collectors.joining(" "));
    return levels.isEmpty() ? null : levels;
  }

  /** What is shown of it, and a second line with machine and JDK. */
  String footer(String shown) {
    String name = recording.file().getFileName().toString();
    String lost = recording.lost().any() ? recording.lost().warning() : null;
    String where = recording.trial().map(t -> join(" · ", t.host(), jdk(t), commit(t))).orElse("");
    return join(" · ", name, shown, lost) + "\n" + where;
  }

  /** Its version alone would not say what it is the version of. */
  private static String jdk(TrialRow trial) {
    boolean bare = trial.jdk() != null && trial.jdk().matches("\\d.*");
    return bare ? "JDK " + trial.jdk() : trial.jdk();
  }

  private static String commit(TrialRow trial) {
    boolean known =
        trial.commit() != null && !trial.commit().isBlank() && !trial.commit().equals("unknown");
    return known ? "h2lab " + trial.commit() : null;
  }

  private static String join(String separator, String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(separator));
  }
}
