package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Divides the processor cores between server and load, so that neither takes time from the other
 * and the scheduler does not decide the figures.
 */
final class Cores {
  private Cores() {}

  /** Half the cores each, or null where that cannot be had: one core, or no {@code taskset}. */
  static TrialResult.Pins divide() {
    List<Integer> cores = Environment.onPath("taskset") ? allowed() : List.of();
    if (cores.size() < 2) {
      return null;
    }
    int half = cores.size() / 2;
    return new TrialResult.Pins(
        list(cores.subList(0, half)), list(cores.subList(half, cores.size())));
  }

  private static String list(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Integer> allowed() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .findFirst()
          .map(line -> parse(line.substring(line.indexOf(':') + 1).strip()))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The kernel's way to write sets: {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return cores;
  }
}
