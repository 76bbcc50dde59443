package h2lab.analysis.anatomy;

import h2lab.analysis.recording.RecordingFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Reads the samples of stacks, {@code jdk.CPUTimeSample}, of a recording. Each counts for the
 * processor time since the one before it of its thread: Linux looks at that with the ticks of its
 * clock, so it is 4 ms or more at 250 Hz, however often samples are asked for.
 */
public final class StackSamples {
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final String LOST = "jdk.CPUTimeSamplesLost";

  private final Map<String, StackRule> rulesByMethod = new HashMap<>();
  private final Map<String, Map<ServerPart, Duration>> byThread = new TreeMap<>();
  private long samples;
  private long failed;
  private long lost;

  private StackSamples() {}

  /**
   * Adds up the samples between two moments.
   *
   * @throws RecordingFault if the file cannot be read as a recording
   */
  public static SampledTime read(Path file, Instant from, Instant until) throws RecordingFault {
    StackSamples sum = new StackSamples();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        Instant time = event.getStartTime();
        if (!time.isBefore(from) && time.isBefore(until)) {
          sum.add(event);
        }
      }
    } catch (IOException e) {
      throw RecordingFault.unreadable(file, "cannot be read: " + e.getMessage());
    }
    return new SampledTime(sum.samples, sum.failed, sum.lost, sum.byThread);
  }

  /** Adds up all samples. */
  public static SampledTime read(Path file) throws RecordingFault {
    return read(file, Instant.MIN, Instant.MAX);
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case SAMPLE -> addSample(event);
      case LOST -> lost += event.getInt("lostSamples");
      default -> {}
    }
  }

  private void addSample(RecordedEvent event) {
    samples++;
    failed += event.getBoolean("failed") ? 1 : 0;
    byThread
        .computeIfAbsent(kind(event.getThread()), any -> new EnumMap<>(ServerPart.class))
        .merge(part(event), event.getDuration("samplingPeriod"), Duration::plus);
  }

  private ServerPart part(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return ServerPart.OTHER;
    }
    return part(
        event.getStackTrace().getFrames().stream().map(StackSamples::method),
        method -> rulesByMethod.computeIfAbsent(method, StackRule::of));
  }

  private static String method(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /**
   * The part of a stack.
   *
   * @param stack its methods, from the innermost outwards
   * @param rules tells the row of a method
   */
  static ServerPart part(Stream<String> stack, Function<String, StackRule> rules) {
    return stack
        .map(rules)
        .filter(rule -> rule != StackRule.THE_REST)
        .findFirst()
        .orElse(StackRule.THE_REST)
        .part();
  }

  /** Threads whose names differ in a number only are of one kind. */
  private static String kind(RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return name == null || name.isBlank() ? "no name" : name.replaceAll("\\b\\d+", "N");
  }
}
