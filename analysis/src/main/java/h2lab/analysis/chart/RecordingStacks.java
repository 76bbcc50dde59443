package h2lab.analysis.chart;

import h2lab.analysis.anatomy.SampledTime;
import h2lab.analysis.anatomy.ServerPart;
import h2lab.analysis.anatomy.StackSamples;
import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the processor was busy with while one recording was made, and in which threads. */
final class RecordingStacks {
  private static final int MOST_THREADS = 8;

  private final Recording recording;
  private final RecordingStory story;

  RecordingStacks(Recording recording, RecordingStory story) {
    this.recording = recording;
    this.story = story;
  }

  List<Path> draw(Path folder, String name) throws IOException {
    SampledTime sampled = StackSamples.read(recording.file());
    double all = nanos(sampled.byPart());
    List<Stack> stacks = new ArrayList<>();
    stacks.add(new Stack("all threads", percent(sampled.byPart(), all), ""));
    sampled.byThread().entrySet().stream()
        .sorted(Comparator.comparingDouble(thread -> -nanos(thread.getValue())))
        .limit(MOST_THREADS)
        .forEach(
            thread -> stacks.add(new Stack(thread.getKey(), percent(thread.getValue(), all), "")));
    String shown =
        String.format(
            Locale.ROOT,
            "%,d samples of %.1f s of processor time, %,d lost; N stands for any number",
            sampled.samples(),
            all / 1e9,
            sampled.lost());
    return ChartFile.write(
        StackChart.of(
            List.of(new StackChart.Panel("Processor time: " + story.subject(), stacks)),
            "processor time of threads that run Java code (%)",
            false),
        story.footer(shown),
        folder,
        name);
  }

  private static double nanos(Map<ServerPart, Duration> parts) {
    return parts.values().stream().mapToDouble(Duration::toNanos).sum();
  }

  private static Map<ServerPart, Double> percent(Map<ServerPart, Duration> parts, double all) {
    Map<ServerPart, Double> percent = new EnumMap<>(ServerPart.class);
    parts.forEach((part, spent) -> percent.put(part, 100 * spent.toNanos() / all));
    return percent;
  }
}
