package h2lab.server.load;

import java.util.function.Consumer;

/**
 * The phases of a run, the same for all of its loops: the warm-up begins when the first client is
 * ready, the measured phase right after. All times are those of {@link System#nanoTime}.
 */
final class RunClock {
  private final LoadPlan plan;
  private final Consumer<String> announcements;
  private long origin;
  private volatile boolean begun;
  private volatile boolean interrupted;
  private boolean startAnnounced;
  private int loopsOver;

  /**
   * @param announcements takes the lines that mark the measured phase, while it begins and ends
   */
  RunClock(LoadPlan plan, Consumer<String> announcements) {
    this.plan = plan;
    this.announcements = announcements;
  }

  /** A client is ready; the first one starts the clock. */
  synchronized void begin(long now) {
    if (!begun) {
      origin = now;
      begun = true;
    }
  }

  boolean begun() {
    return begun;
  }

  /** When the run began; only after it did. */
  long origin() {
    return origin;
  }

  /** When the measured phase begins; only after the run did. */
  long measuredFrom() {
    return plan.openLoop()
        ? origin + ArrivalSchedule.measuredFromNanos(plan)
        : origin + plan.warmUpNanos();
  }

  /** When counting ends, if time ends it. */
  long measuredUntil() {
    return origin + plan.warmUpNanos() + plan.measuredNanos();
  }

  /** A loop measures from now on. */
  synchronized void loopMeasures() {
    if (!startAnnounced) {
      startAnnounced = true;
      announcements.accept("Main benchmark duration is started");
    }
  }

  /** A loop measures no more, if it ever did; each loop tells once. */
  synchronized void loopIsOver() {
    loopsOver++;
    if (loopsOver == plan.threads() && startAnnounced) {
      announcements.accept("Main benchmark duration is over");
    }
  }

  /** Ends the run now, with what has been measured. */
  void interrupt() {
    interrupted = true;
  }

  boolean interrupted() {
    return interrupted;
  }
}
