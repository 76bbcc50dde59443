package h2lab.server.load;

import java.util.function.Consumer;

/**
 * The phases of a run, the same for all of its loops: the warm-up begins when the first client is
 * ready, the measured phase right after. All times are those of {@link System#nanoTime}.
 */
final class RunClock {
  /** No loop sleeps longer, so that each learns of the end of the warm-up before it comes. */
  static final long LONGEST_SLEEP_NANOS = 50_000_000;

  private final LoadPlan plan;
  private final Consumer<String> announcements;
  private long origin;
  private volatile long warmUpNanos;
  private volatile boolean begun;
  private volatile boolean interrupted;
  private boolean startAnnounced;
  private int loopsOver;

  /**
   * @param announcements takes the lines that mark the phases, while they begin and end
   */
  RunClock(LoadPlan plan, Consumer<String> announcements) {
    this.plan = plan;
    this.warmUpNanos = plan.longestWarmUpNanos();
    this.announcements = announcements;
  }

  /** A client is ready; the first one starts the clock. */
  synchronized void begin(long now) {
    if (!begun) {
      origin = now;
      begun = true;
      if (warmUpNanos > 0) {
        announcements.accept("Warm-up started");
      }
    }
  }

  /** Ends the warm-up soon after {@code now}, but not before its least length. */
  synchronized void endWarmUp(long now) {
    long soon = begun ? now - origin + 2 * LONGEST_SLEEP_NANOS : 0;
    if (!plan.openLoop() && soon < warmUpNanos) {
      warmUpNanos = Math.max(plan.warmUpNanos(), soon);
    }
  }

  /** How long the warm-up is, as far as is known now. */
  long warmUpNanos() {
    return warmUpNanos;
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
        : origin + warmUpNanos;
  }

  /** When counting ends, if time ends it. */
  long measuredUntil() {
    return origin + warmUpNanos + plan.measuredNanos();
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
