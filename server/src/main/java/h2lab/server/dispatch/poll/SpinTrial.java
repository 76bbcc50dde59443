package h2lab.server.dispatch.poll;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out whether looking again and again serves more requests than sleeping, for about the same
 * processor time each: by trying both for a moment every now and then, and keeping to the better
 * one in between. Where the load is what limits, or somebody else wants the core, sleeping is as
 * good, and kept to for longer each time.
 */
final class SpinTrial {
  /**
   * How many times the requests spinning has to serve. Where taking turns is what limits, it serves
   * more than twice as many; where the load is, samples as short differ by up to a third.
   */
  static final double GAIN = 1.4;

  /**
   * How many times the processor time a request may take then, at most. Where taking turns is what
   * limits, it takes 0.8 to 1.3 times, since sleeping and waking have a price as well; elsewhere
   * twice and more.
   */
  static final double PRICE = 1.4;

  private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LEAST_KEPT = SAMPLE;
  private static final long SPIN_KEPT = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_KEPT = TimeUnit.SECONDS.toNanos(64);
  private static final int LONGER_EACH_TIME = 4;

  /** Without work for so long, a loop sleeps whatever the trial says. */
  private static final long LONGEST_SPIN = TimeUnit.MICROSECONDS.toNanos(200);

  /**
   * What the loop does until the phase ends, and what follows. A gain counts when a second trial
   * shows it too, since one hiccup of the machine makes a first.
   */
  enum Phase {
    SAMPLE_ASLEEP(false),
    SAMPLE_SPINNING(true),
    SAMPLE_ASLEEP_AGAIN(false),
    SAMPLE_SPINNING_AGAIN(true),
    SPIN(true),
    SLEEP(false);

    private final boolean spins;

    Phase(boolean spins) {
      this.spins = spins;
    }

    /** Whether a loop that has nothing to do looks again at once. */
    boolean spins() {
      return spins;
    }

    /**
     * The phase after this one.
     *
     * @param spinningPays what the last sample that spun told beside the one before it
     */
    Phase next(boolean spinningPays) {
      return switch (this) {
        case SAMPLE_ASLEEP -> SAMPLE_SPINNING;
        case SAMPLE_SPINNING -> spinningPays ? SAMPLE_ASLEEP_AGAIN : SLEEP;
        case SAMPLE_ASLEEP_AGAIN -> SAMPLE_SPINNING_AGAIN;
        case SAMPLE_SPINNING_AGAIN -> spinningPays ? SPIN : SLEEP;
        case SPIN -> SAMPLE_ASLEEP_AGAIN;
        case SLEEP -> SAMPLE_ASLEEP;
      };
    }
  }

  private final LongSupplier processorNanos;
  private Phase phase = Phase.SLEEP;
  private long began;
  private long requestsBefore;
  private long spentBefore;
  private long lastWork;
  private long sleepKept = LEAST_KEPT;
  private Sample asleep = new Sample(0, 0);

  /** What a phase served: requests per nanosecond, and nanoseconds of processor time for each. */
  private record Sample(double rate, double cost) {
    boolean pays(Sample asleep) {
      return asleep.rate > 0 && rate > GAIN * asleep.rate && cost < PRICE * asleep.cost;
    }
  }

  /**
   * Begins with a rest, since what comes first is not what goes on.
   *
   * @param processorNanos what the thread of the loop has used so far; asked for seldom
   */
  SpinTrial(long nowNanos, LongSupplier processorNanos) {
    this.processorNanos = processorNanos;
    began = nowNanos;
    lastWork = nowNanos;
  }

  /** Begins anew, since the clients are others now. */
  void clientsChanged(long nowNanos) {
    sleepKept = LEAST_KEPT;
    phase = Phase.SLEEP;
    began = nowNanos;
  }

  /**
   * The loop had something to do.
   *
   * @param requests answered so far
   */
  void worked(long nowNanos, long requests) {
    lastWork = nowNanos;
    if (nowNanos - began >= length()) {
      next(nowNanos, requests, processorNanos.getAsLong());
    }
  }

  private void next(long nowNanos, long requests, long spent) {
    double served = requests - requestsBefore;
    Sample sample = new Sample(served / (nowNanos - began), (spent - spentBefore) / served);
    boolean pays = sample.pays(asleep);
    switch (phase) {
      case SAMPLE_ASLEEP, SAMPLE_ASLEEP_AGAIN -> asleep = sample;
      case SAMPLE_SPINNING, SAMPLE_SPINNING_AGAIN ->
          sleepKept = pays ? LEAST_KEPT : Math.min(LONGER_EACH_TIME * sleepKept, MOST_KEPT);
      case SPIN, SLEEP -> {}
    }
    phase = phase.next(pays);
    began = nowNanos;
    requestsBefore = requests;
    spentBefore = spent;
  }

  private long length() {
    return switch (phase) {
      case SAMPLE_ASLEEP, SAMPLE_SPINNING, SAMPLE_ASLEEP_AGAIN, SAMPLE_SPINNING_AGAIN -> SAMPLE;
      case SPIN -> SPIN_KEPT;
      case SLEEP -> sleepKept;
    };
  }

  /** Whether a loop that has nothing to do looks again at once. */
  boolean spins(long nowNanos) {
    return phase.spins() && nowNanos - lastWork < LONGEST_SPIN;
  }

  Phase phase() {
    return phase;
  }
}
