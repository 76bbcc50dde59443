package h2lab.analysis.experiment;

import java.io.PrintStream;
import java.util.List;

/** Progress as a line per trial, for logs. */
final class SweepLines implements SweepProgress {
  private final PrintStream out;
  private final TimeLeft timeLeft = new TimeLeft();
  private Trial running;
  private int total;
  private int done;

  SweepLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(List<Trial> trials) {
    total = trials.size();
    timeLeft.begin(trials);
  }

  @Override
  public void start(Trial trial) {
    running = trial;
    timeLeft.start();
  }

  @Override
  public void waits(CoreState cores) {
    out.printf("[%d/%d] %s %s%n", done, total, running.name(), SweepProgress.wordsWaiting(cores));
  }

  @Override
  public void done(TrialResult result) {
    done++;
    timeLeft.done(running.phases());
    out.printf(
        "[%d/%d] %s: %s, %s left%n",
        done,
        total,
        result.trial(),
        SweepProgress.words(result),
        Words.duration(timeLeft.seconds()));
  }

  @Override
  public void again(TrialResult result) {
    timeLeft.again(running.phases());
    out.printf("[%d/%d] %s: %s%n", done, total, result.trial(), SweepProgress.wordsAgain(result));
  }

  @Override
  public void end() {
    out.flush();
  }
}
