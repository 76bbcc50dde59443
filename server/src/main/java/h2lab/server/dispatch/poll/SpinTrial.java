package h2lab.server.dispatch.poll;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out whether looking again and again, in place of sleeping, gains more requests than it
 * takes processor time: by trying both for a moment, in turns, every now and then, and keeping to
 * the better one in between. Where the load is what limits, or somebody else wants the core,
 * sleeping is as good, and kept to for longer each time.
 */
final class SpinTrial {
  /**
   * How many times the requests spinning has to serve for each time the processor time that a
   * request takes then. Where client and server take turns, it serves more than twice as many, for
   * 0.9 to 1.4 times the time each, since sleeping and waking have a price as well; elsewhere it
   * serves a tenth more for 1.3 to 3 times the time.
   */
  private static final double GAIN = 1.1;

  /**
   * Pairs of samples that have to say the same, in any order. One of a cell where spinning pays
   * says so in 0.6 to 0.95 of all cases, one of another in 0.02 to 0.2, so that three seldom err.
   */
  static final int DECISIVE = 3;

  private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LEAST_KEPT = 2 * SAMPLE;
  private static final long SPIN_KEPT = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_KEPT = TimeUnit.SECONDS.toNanos(4);
  private static final int LONGER_EACH_TIME = 10;

  /** Without work for so long, a loop sleeps whatever the trial says. */
  private static final long LONGEST_SPIN = TimeUnit.MICROSECONDS.toNanos(200);

  /** What the pairs of samples of a trial have told so far. */
  enum Verdict {
    OPEN,
    PAYS,
    DOES_NOT_PAY
  }

  /** What the loop does until the phase ends, and what follows. */
  enum Phase {
    SAMPLE_ASLEEP(false),
    SAMPLE_SPINNING(true),
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

    /** The phase after this one. */
    Phase next(Verdict verdict) {
      return switch (this) {
        case SLEEP, SPIN -> SAMPLE_ASLEEP;
        case SAMPLE_ASLEEP -> SAMPLE_SPINNING;
        case SAMPLE_SPINNING ->
            switch (verdict) {
              case OPEN -> SAMPLE_ASLEEP;
              case PAYS -> SPIN;
              case DOES_NOT_PAY -> SLEEP;
            };
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
  private int paid;
  private int didNotPay;

  /** What a phase served: requests per nanosecond, and nanoseconds of processor time for each. */
  private record Sample(double rate, double cost) {
    boolean pays(Sample asleep) {
      return asleep.rate > 0 && rate * asleep.cost > GAIN * asleep.rate * cost;
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
    forgetPairs();
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
    if (phase == Phase.SAMPLE_ASLEEP) {
      asleep = sample;
    }
    phase = phase.next(phase == Phase.SAMPLE_SPINNING ? judge(sample) : Verdict.OPEN);
    began = nowNanos;
    requestsBefore = requests;
    spentBefore = spent;
  }

  private Verdict judge(Sample spinning) {
    if (spinning.pays(asleep)) {
      paid++;
    } else {
      didNotPay++;
    }
    if (paid < DECISIVE && didNotPay < DECISIVE) {
      return Verdict.OPEN;
    }
    boolean pays = paid == DECISIVE;
    sleepKept = pays ? LEAST_KEPT : Math.min(LONGER_EACH_TIME * sleepKept, MOST_KEPT);
    forgetPairs();
    return pays ? Verdict.PAYS : Verdict.DOES_NOT_PAY;
  }

  private void forgetPairs() {
    paid = 0;
    didNotPay = 0;
  }

  private long length() {
    return switch (phase) {
      case SAMPLE_ASLEEP, SAMPLE_SPINNING -> SAMPLE;
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
