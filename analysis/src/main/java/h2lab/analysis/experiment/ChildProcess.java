package h2lab.analysis.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that never outlives this one: {@link #close} ends it whatever it does, and so does the
 * end of this JVM by Ctrl-C or SIGTERM. What it prints last is kept.
 */
final class ChildProcess implements AutoCloseable {
  private static final int LINES_KEPT = 200;
  private static final Duration GRACE_AT_END = Duration.ofSeconds(5);
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
  private static final Set<ChildProcess> LIVE = ConcurrentHashMap.newKeySet();
  private static final CountDownLatch ENDING = new CountDownLatch(1);

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ChildProcess::endAll));
  }

  private final Process process;
  private final ProcessFamily family;
  private final CompletableFuture<Process> ended;
  private final Deque<String> output = new ArrayDeque<>();
  private final Deque<String> errors = new ArrayDeque<>();
  private final List<Thread> readers = new ArrayList<>();

  private ChildProcess(Process process, ProcessFamily family, Consumer<String> onLine) {
    this.process = process;
    this.family = family;
    this.ended = process.onExit();
    readers.add(reader(process.inputReader(), output, onLine));
    readers.add(reader(process.errorReader(), errors, line -> {}));
  }

  /**
   * Starts a process with an empty standard input.
   *
   * @param onLine called for each line on its standard output, at once, in a thread of its own
   * @throws EnvironmentException if it cannot be started
   */
  static ChildProcess start(List<String> command, Consumer<String> onLine)
      throws EnvironmentException {
    ChildProcess child = startWithInput(command, onLine);
    child.endInput();
    return child;
  }

  /** The same with a standard input that lasts until {@link #endInput}. */
  static ChildProcess startWithInput(List<String> command, Consumer<String> onLine)
      throws EnvironmentException {
    synchronized (LIVE) {
      if (isEnding()) {
        throw new EnvironmentException("ending, no process is started any more");
      }
      try {
        ProcessFamily family = new ProcessFamily();
        Process process = family.start(new ProcessBuilder(command));
        ChildProcess child = new ChildProcess(process, family, onLine);
        LIVE.add(child);
        child.readers.forEach(Thread::start);
        return child;
      } catch (IOException e) {
        throw new EnvironmentException("cannot start " + command.getFirst(), e);
      }
    }
  }

  private static Thread reader(BufferedReader from, Deque<String> kept, Consumer<String> onLine) {
    return Thread.ofPlatform()
        .daemon()
        .unstarted(
            () -> {
              try (from) {
                from.lines()
                    .forEach(
                        line -> {
                          keep(kept, line);
                          onLine.accept(line);
                        });
              } catch (IOException | UncheckedIOException e) {
                keep(kept, "(output ends: " + e.getMessage() + ")");
              }
            });
  }

  private static void keep(Deque<String> kept, String line) {
    synchronized (kept) {
      if (kept.size() == LINES_KEPT) {
        kept.removeFirst();
      }
      kept.addLast(line);
    }
  }

  /** Ends its standard input. */
  void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has ended itself
    }
  }

  /** Completed when the process has ended. */
  CompletableFuture<Process> ended() {
    return ended;
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Processor time used so far, to a hundredth of a second; null once it has ended. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(null);
  }

  /** It and all it has started. */
  ProcessFamily family() {
    return family;
  }

  /** Asks it to end (SIGTERM). Unlike Process, its handle leaves the output open meanwhile. */
  void terminate() {
    process.toHandle().destroy();
  }

  /**
   * Waits for its end and the last of its output.
   *
   * @return false if it has not ended by then
   */
  boolean waitFor(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    for (Thread reader : readers) {
      reader.join(LAST_OUTPUT);
    }
    return true;
  }

  /** How it ended; only after it has. */
  int exitCode() {
    return process.exitValue();
  }

  /** The last lines of its standard output. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** The last lines of its standard error. */
  List<String> errors() {
    synchronized (errors) {
      return List.copyOf(errors);
    }
  }

  /** Ends it at once if it still runs, with everything it has started. */
  @Override
  public void close() {
    family.endRest();
    process.toHandle().destroyForcibly();
    family.endRest();
    try {
      waitFor(GRACE_AT_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LIVE.remove(this);
  }

  /**
   * Whether this JVM is being ended. A Ctrl-C reaches the children as soon as us, so after the
   * failure of one this waits a moment for our own end to begin.
   */
  static boolean ending() throws InterruptedException {
    return ENDING.await(200, TimeUnit.MILLISECONDS);
  }

  /** Whether this JVM is being ended, as far as is known now. */
  static boolean isEnding() {
    return ENDING.getCount() == 0;
  }

  private static void endAll() {
    synchronized (LIVE) {
      ENDING.countDown();
    }
    LIVE.forEach(ChildProcess::terminate);
    long deadline = System.nanoTime() + GRACE_AT_END.toNanos();
    for (ChildProcess child : LIVE) {
      try {
        child.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      child.close();
    }
  }
}
