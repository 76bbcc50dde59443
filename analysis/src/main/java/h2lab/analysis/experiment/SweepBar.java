package h2lab.analysis.experiment;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar with the time left; trials that go wrong stay as lines above it. */
final class SweepBar implements SweepProgress {
  private final PrintStream out;
  private final TimeLeft timeLeft = new TimeLeft();
  private ProgressBar bar;
  private Trial running;

  private SweepBar(PrintStream out) {
    this.out = out;
  }

  /** A bar if standard error is a terminal, else lines. */
  static SweepProgress on(PrintStream standardError) {
    return isTerminal() ? new SweepBar(standardError) : new SweepLines(standardError);
  }

  /** The JDK tells only whether input and output are terminals; Linux tells of each. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (java.io.IOException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  @Override
  public void begin(List<Trial> trials) {
    timeLeft.begin(trials);
    bar =
        new ProgressBarBuilder()
            .setTaskName("trials")
            .setInitialMax(trials.size())
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(1000)
            .setConsumer(new ConsoleProgressBarConsumer(out))
            .setEtaFunction(state -> Optional.of(Duration.ofSeconds((long) timeLeft.seconds())))
            .build();
  }

  @Override
  public void start(Trial trial) {
    running = trial;
    timeLeft.start();
    bar.setExtraMessage(" " + trial.name());
  }

  @Override
  public void waits(CoreState cores) {
    bar.setExtraMessage(" " + running.name() + " " + SweepProgress.wordsWaiting(cores));
  }

  @Override
  public void done(TrialResult result) {
    timeLeft.done(running.phases());
    if (!result.ok()) {
      out.println("\r" + result.trial() + ": " + SweepProgress.words(result));
    }
    bar.step();
  }

  @Override
  public void again(TrialResult result) {
    timeLeft.again(running.phases());
    out.println("\r" + result.trial() + ": " + SweepProgress.wordsAgain(result));
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
    }
  }
}
