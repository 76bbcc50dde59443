package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pictures of one recording: a timeline for each of the first clients, the transitions, and
 * what the processor was busy with.
 */
public final class RecordingCharts {
  private static final int MOST_CLIENTS = 6;

  private final RecordingStory story;
  private final Path folder;
  private final String stem;

  private RecordingCharts(RecordingStory story, Path folder, String stem) {
    this.story = story;
    this.folder = folder;
    this.stem = stem;
  }

  /**
   * Draws all of them.
   *
   * @param recording with actions, or samples of what the processor did
   * @param mostSteps how many steps of a client its timeline shows, from the first
   * @param folder made if it is missing
   * @return the files written
   * @throws IOException if the recording cannot be read again or a file cannot be written
   */
  public static List<Path> draw(Recording recording, int mostSteps, Path folder)
      throws IOException {
    if (recording.actions() == 0 && recording.cpuSamples() == 0) {
      throw new IOException(
          recording.file()
              + " holds neither actions nor samples: record with --level actions, full or profile");
    }
    RecordingStory story = RecordingStory.of(recording, MOST_CLIENTS, mostSteps);
    String stem = recording.file().getFileName().toString().replaceFirst("\\.jfr$", "");
    RecordingCharts charts = new RecordingCharts(story, folder, stem);
    List<Path> files = new ArrayList<>();
    if (recording.actions() > 0) {
      files.addAll(charts.drawActions(recording));
    }
    if (recording.cpuSamples() > 0) {
      files.addAll(new RecordingStacks(recording, story).draw(folder, stem + "-anatomy"));
    }
    return files;
  }

  private List<Path> drawActions(Recording recording) throws IOException {
    long clients = recording.clients().stream().filter(client -> client.steps() > 0).count();
    List<Path> files = new ArrayList<>();
    for (Timeline timeline : story.timelines()) {
      files.addAll(drawTimeline(timeline, files.size() / 2 + 1, clients));
    }
    String shown =
        String.format(
            Locale.ROOT,
            "%,d transitions of all clients (%,d)",
            story.transitions().total(),
            clients);
    files.addAll(
        ChartFile.write(
            new TransitionChart(story.transitions(), story.actions())
                .chart("Next actions: " + story.subject()),
            story.footer(shown),
            folder,
            stem + "-transitions"));
    return files;
  }

  private List<Path> drawTimeline(Timeline timeline, int number, long clients) throws IOException {
    RecordedClient client = timeline.client();
    List<ActionRow> steps = timeline.steps();
    String title = "Client " + number + ": " + story.subject();
    String shown =
        String.format(
            Locale.ROOT,
            "client %d of %d%s, steps %,d to %,d of %,d recorded",
            number,
            clients,
            clients > MOST_CLIENTS ? " (the first " + MOST_CLIENTS + " are drawn)" : "",
            steps.getFirst().step(),
            steps.getLast().step(),
            client.steps());
    return ChartFile.write(
        new TimelineChart(steps, story.actions()).panels(title),
        story.footer(shown),
        folder,
        stem + "-client-" + number);
  }
}
