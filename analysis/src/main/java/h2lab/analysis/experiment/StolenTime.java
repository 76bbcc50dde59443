package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the hypervisor has taken of the time of a virtual machine's cores, for others than it: time
 * in which server or load wanted to run and did not. From the first line of {@code /proc/stat},
 * since the machine started.
 *
 * @param stolen ticks that were taken, of all cores
 * @param all ticks that have passed, of all cores
 */
record StolenTime(long stolen, long all) {
  private static final Path STAT = Path.of("/proc/stat");

  /** user, nice, system, idle, iowait, irq, softirq, steal; what guests had is in user already. */
  private static final int FIELDS = 8;

  /** Over fewer a share says nothing: a second of one core. */
  static final long LEAST_TICKS = 100;

  /** So far; null if nobody tells. */
  static StolenTime soFar() {
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines.findFirst().map(StolenTime::parse).orElse(null);
    } catch (IOException | java.io.UncheckedIOException e) {
      return null;
    }
  }

  /** Of a line of {@code proc(5)}; null if it has not all fields. */
  static StolenTime parse(String line) {
    String[] words = line.strip().split(" +");
    if (!words[0].equals("cpu") || words.length <= FIELDS) {
      return null;
    }
    long[] ticks = Stream.of(words).skip(1).limit(FIELDS).mapToLong(Long::parseLong).toArray();
    return new StolenTime(ticks[FIELDS - 1], LongStream.of(ticks).sum());
  }

  /** The percentage of the time between; null if that is too short, or one is not known. */
  static Double percent(StolenTime before, StolenTime after) {
    return before == null || after == null || after.all - before.all < LEAST_TICKS
        ? null
        : 100.0 * (after.stolen - before.stolen) / (after.all - before.all);
  }
}
