package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time that a server or a load has used so far, or between two moments.
 *
 * @param all of it; null if not known
 * @param compilers what its just-in-time compilers took of that; zero if it has none, null if not
 *     known
 */
record ProcessorTime(Duration all, Duration compilers) {
  private static final Path PROC = Path.of("/proc");
  private static final long LEAST_NANOS = 100_000_000;

  /**
   * Processor time so far.
   *
   * @param all as the caller knows it; null if not
   * @param pids the processes whose compilers to look for; none if they may not be looked at
   */
  static ProcessorTime soFar(Duration all, List<Long> pids) {
    return new ProcessorTime(all, pids.isEmpty() ? null : compilers(pids));
  }

  private static Duration compilers(List<Long> pids) {
    long nanos = 0;
    for (long pid : pids) {
      try (Stream<Path> threads = Files.list(PROC.resolve(Long.toString(pid)).resolve("task"))) {
        nanos += threads.mapToLong(ProcessorTime::ifCompiler).sum();
      } catch (IOException e) {
        return null; // no such process any more, or no /proc
      }
    }
    return Duration.ofNanos(nanos);
  }

  private static long ifCompiler(Path thread) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      boolean compiles = name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
      return compiles
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0])
          : 0;
    } catch (IOException e) {
      return 0; // it has ended
    }
  }

  /** What was used since; what an ended process or thread took with it is not known. */
  ProcessorTime since(ProcessorTime earlier) {
    return new ProcessorTime(minus(all, earlier.all), minus(compilers, earlier.compilers));
  }

  private static Duration minus(Duration later, Duration earlier) {
    boolean known = later != null && earlier != null && later.compareTo(earlier) >= 0;
    return known ? later.minus(earlier) : null;
  }

  /**
   * The compilers' share of all, at most 1; null if not known. All is known to a hundredth of a
   * second only, so what is less than a tenth counts as that.
   */
  Double compilerShare() {
    if (all == null || compilers == null) {
      return null;
    }
    return Math.min(1, (double) compilers.toNanos() / Math.max(LEAST_NANOS, all.toNanos()));
  }
}
