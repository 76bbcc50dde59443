package h2lab.analysis.experiment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A load generator at work in a process of its own, and what the server spends meanwhile. */
final class LoadProcess implements AutoCloseable {
  private static final String MEASURING = "Main benchmark duration is started";
  private static final String MEASURED = "Main benchmark duration is over";

  private final RunningServer server;
  private final Runnable onMeasuring;
  private final ChildProcess child;
  private volatile Duration cpuBefore;
  private volatile Duration cpuAfter;
  private volatile boolean measured;

  private LoadProcess(List<String> command, RunningServer server, Runnable onMeasuring)
      throws EnvironmentException {
    this.server = server;
    this.onMeasuring = onMeasuring;
    this.child = ChildProcess.start(command, this::look);
  }

  /**
   * Starts to load the server.
   *
   * @param onMeasuring called once requests begin to count, in a thread of its own
   */
  static LoadProcess start(List<String> command, RunningServer server, Runnable onMeasuring)
      throws EnvironmentException {
    return new LoadProcess(command, server, onMeasuring);
  }

  private void look(String line) {
    if (line.startsWith(MEASURING)) {
      cpuBefore = server.cpuTime();
      onMeasuring.run();
    } else if (line.startsWith(MEASURED)) {
      measured = true;
      cpuAfter = server.cpuTime();
    }
  }

  /**
   * Waits for the end of the load.
   *
   * @return the lines it printed
   * @throws TrialFailure if it fails or hangs, or if the server ends meanwhile, which a load
   *     generator may not even notice
   */
  List<String> await(Duration deadline) throws TrialFailure, InterruptedException {
    try {
      CompletableFuture.anyOf(child.ended(), server.ended())
          .get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw TrialFailure.timeout(
          "load did not end within %s s%s"
              .formatted(
                  Words.precise(deadline.toMillis() / 1e3),
                  measured ? ", though its measured time was over" : ""));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (server.ended().isDone()) {
      throw TrialFailure.failed("server " + server.ending() + ", under load");
    }
    child.waitFor(deadline);
    if (child.exitCode() != 0) {
      throw TrialFailure.failed("load " + TrialFailure.ending(child));
    }
    return child.output();
  }

  /**
   * Processor time the server used while requests were counted.
   *
   * @return null if the load did not say when that was, or a process of the server ended meanwhile
   *     and took its time with it
   */
  Duration serverCpuTime() {
    return cpuBefore == null || cpuAfter == null || cpuAfter.compareTo(cpuBefore) < 0
        ? null
        : cpuAfter.minus(cpuBefore);
  }

  /** What it last said on standard error. */
  List<String> errors() {
    return child.errors();
  }

  /** Ends it at once if it still runs, so that all it said is known. */
  void end() {
    child.close();
  }

  @Override
  public void close() {
    end();
  }
}
