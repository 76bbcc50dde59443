package h2lab.analysis.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A load generator at work in a process of its own, and what server and load spend meanwhile. It is
 * told when both are warm, by the end of its standard input; one that does not read that warms up
 * as long as it was asked to.
 */
final class LoadProcess implements AutoCloseable {
  private static final String WARMING_UP = "Warm-up started";
  private static final String MEASURING = "Main benchmark duration is started";
  private static final String MEASURED = "Main benchmark duration is over";

  private final RunningServer server;
  private final Runnable onWarm;
  private final AtomicBoolean warm = new AtomicBoolean();
  private final Thread watch = Thread.ofVirtual().unstarted(this::watchWarmUp);
  private final CompletableFuture<ChildProcess> started = new CompletableFuture<>();
  private final ChildProcess child;
  private volatile boolean measured;
  private volatile List<ProcessorTime> before;
  private volatile List<ProcessorTime> after;
  private volatile StolenTime stolenBefore;
  private volatile StolenTime stolenAfter;
  private volatile Instant began;
  private volatile Instant ended;

  private LoadProcess(List<String> command, RunningServer server, Runnable onWarm)
      throws EnvironmentException {
    this.server = server;
    this.onWarm = onWarm;
    this.child = ChildProcess.startWithInput(command, this::look);
    started.complete(child);
  }

  /**
   * Starts to load the server.
   *
   * @param onWarm called once the warm-up is about to end, or has ended, in a thread of its own
   */
  static LoadProcess start(List<String> command, RunningServer server, Runnable onWarm)
      throws EnvironmentException {
    return new LoadProcess(command, server, onWarm);
  }

  private void look(String line) {
    if (line.startsWith(MEASURING)) {
      before = spentSoFar();
      stolenBefore = StolenTime.soFar();
      began = Instant.now();
      becomeWarm();
    } else if (line.startsWith(MEASURED)) {
      measured = true;
      ended = Instant.now();
      after = spentSoFar();
      stolenAfter = StolenTime.soFar();
    } else if (line.startsWith(WARMING_UP) && watch.getState() == Thread.State.NEW) {
      watch.start();
    }
  }

  private void watchWarmUp() {
    WarmUp warmUp = new WarmUp();
    try {
      while (before == null && !warmUp.isOver(spentSoFar())) {
        TimeUnit.MILLISECONDS.sleep(WarmUp.LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      return; // the load has ended
    }
    if (before == null) {
      becomeWarm();
      child.endInput();
    }
  }

  private void becomeWarm() {
    if (!warm.getAndSet(true)) {
      onWarm.run();
    }
  }

  /** What the server has used until now, and the load. */
  private List<ProcessorTime> spentSoFar() {
    ChildProcess load = started.join();
    return List.of(
        ProcessorTime.soFar(server.cpuTime(), server.pids()),
        ProcessorTime.soFar(load.cpuTime(), List.of(load.pid())));
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

  /** Processor time of the server while requests were counted; null if nobody knows when. */
  ProcessorTime ofServer() {
    return spent(0);
  }

  /** The same of the load. */
  ProcessorTime ofLoad() {
    return spent(1);
  }

  private ProcessorTime spent(int whose) {
    return before == null || after == null ? null : after.get(whose).since(before.get(whose));
  }

  /** When requests were counted; null if nobody knows. */
  Interval measured() {
    return began == null || ended == null ? null : new Interval(began, ended);
  }

  /** What the hypervisor took of the time of all cores meanwhile, in percent; null if unknown. */
  Double stolenPercent() {
    return StolenTime.percent(stolenBefore, stolenAfter);
  }

  /** What it last said on standard error. */
  List<String> errors() {
    return child.errors();
  }

  /** Ends it at once if it still runs, so that all it said is known. */
  void end() {
    watch.interrupt();
    child.close();
  }

  @Override
  public void close() {
    end();
  }
}
