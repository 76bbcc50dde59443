package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process and all it has started, also those whose parent has ended, which belong to nobody any
 * more. Where there is {@code /proc}, they are known by a mark in the environment that they
 * inherited.
 */
final class ProcessFamily {
  private static final String VARIABLE = "H2LAB_FAMILY";
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Path PROC = Path.of("/proc");

  private final String mark = VARIABLE + "=" + UUID.randomUUID();
  private ProcessHandle first;

  /** Starts the first of the family. */
  Process start(ProcessBuilder builder) throws IOException {
    builder.environment().put(VARIABLE, mark.substring(VARIABLE.length() + 1));
    Process process = builder.start();
    first = process.toHandle();
    return process;
  }

  /** The first and its descendants, as far as they are alive and their parents are. */
  List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(first), first.descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Processor time that all of {@link #tree} used so far; null if the first has ended. */
  Duration cpuTime() {
    return first.isAlive() ? cpuTime(tree()) : null;
  }

  /** The sum over processes that may be seen; null if there is none. */
  static Duration cpuTime(List<ProcessHandle> processes) {
    return processes.stream()
        .map(process -> process.info().totalCpuDuration())
        .flatMap(Optional::stream)
        .reduce(Duration::plus)
        .orElse(null);
  }

  /** Ends all others of the family: first asks, then does not. */
  void endRest() {
    Set<ProcessHandle> rest = new LinkedHashSet<>(first.descendants().toList());
    rest.addAll(marked());
    rest.removeIf(process -> !process.isAlive());
    if (!first.isAlive()) {
      rest.forEach(ProcessHandle::destroy);
      rest.forEach(ProcessFamily::awaitEnd);
    }
    rest.forEach(ProcessHandle::destroyForcibly);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // It is killed next.
    }
  }

  private List<ProcessHandle> marked() {
    if (!Files.isDirectory(PROC)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .filter(this::bearsMark)
          .map(entry -> ProcessHandle.of(Long.parseLong(entry.getFileName().toString())))
          .flatMap(Optional::stream)
          .filter(process -> !process.equals(first))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private boolean bearsMark(Path process) {
    try {
      byte[] environment = Files.readAllBytes(process.resolve("environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException e) {
      return false; // It has ended or is somebody else's.
    }
  }
}
