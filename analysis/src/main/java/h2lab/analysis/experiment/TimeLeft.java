package h2lab.analysis.experiment;

import java.util.List;

/**
 * Estimates how long the rest of a sweep takes: the load of trials is known, what comes on top is
 * learnt from those made. Asked by the thread that draws, too.
 */
final class TimeLeft {
  private static final double FIRST_GUESS_SECONDS = 4;

  private double loadSecondsLeft;
  private int trialsLeft;
  private int trialsDone;
  private double overheadSeconds;
  private long startedNanos;

  synchronized void begin(List<Trial> trials) {
    trialsLeft = trials.size();
    loadSecondsLeft = trials.stream().mapToDouble(trial -> trial.phases().seconds()).sum();
  }

  synchronized void start() {
    startedNanos = System.nanoTime();
  }

  /** A trial with these phases has ended. */
  synchronized void done(Phases phases) {
    trialsLeft--;
    trialsDone++;
    loadSecondsLeft -= phases.seconds();
    overheadSeconds += (System.nanoTime() - startedNanos) / 1e9 - phases.seconds();
  }

  /** A trial with these phases has ended, and is to be made again. */
  synchronized void again(Phases phases) {
    done(phases);
    trialsLeft++;
    loadSecondsLeft += phases.seconds();
  }

  /** Seconds until the last trial has ended. */
  synchronized double seconds() {
    double each = trialsDone == 0 ? FIRST_GUESS_SECONDS : overheadSeconds / trialsDone;
    return Math.max(0, loadSecondsLeft + trialsLeft * each);
  }
}
