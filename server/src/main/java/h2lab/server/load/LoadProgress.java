package h2lab.server.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Tells on stderr how far a run is: a bar on a terminal, else a line at each tenth. Silent for the
 * first two seconds, so that short runs are not cluttered.
 */
final class LoadProgress implements AutoCloseable {
  private static final long QUIET_NANOS = 2_000_000_000;
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private final LoadPlan plan;
  private final PrintStream stderr;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private ProgressBar bar;
  private int toldTenth;

  LoadProgress(LoadPlan plan, PrintStream stderr) {
    this(plan, stderr, isTerminal());
  }

  LoadProgress(LoadPlan plan, PrintStream stderr, boolean terminal) {
    this.plan = plan;
    this.stderr = stderr;
    this.terminal = terminal;
  }

  private static boolean isTerminal() {
    try {
      return Files.readSymbolicLink(STDERR).startsWith("/dev");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /**
   * Shows how far the run is.
   *
   * @param doneRequests measured requests done
   */
  void show(long doneRequests) {
    show(doneRequests, System.nanoTime() - began);
  }

  void show(long doneRequests, long elapsedNanos) {
    if (elapsedNanos >= QUIET_NANOS) {
      showPercent(percent(doneRequests, elapsedNanos));
    }
  }

  /** How much of the run is over: of its time, or of its requests. */
  private int percent(long doneRequests, long elapsedNanos) {
    long all =
        plan.untilTime() ? plan.longestWarmUpNanos() + plan.measuredNanos() : plan.requests();
    long part = plan.untilTime() ? elapsedNanos : doneRequests;
    return (int) Math.min(100, 100.0 * part / all);
  }

  private void showPercent(int percent) {
    if (terminal) {
      if (bar == null) {
        bar = newBar();
      }
      bar.stepTo(percent);
    } else if (percent / 10 > toldTenth) {
      toldTenth = percent / 10;
      stderr.println("progress: " + 10 * toldTenth + "% done");
    }
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName("load")
        .setInitialMax(100)
        .setUnit("%", 1)
        .setConsumer(new ConsoleProgressBarConsumer(stderr))
        .clearDisplayOnFinish()
        .build();
  }

  /** Clears the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
