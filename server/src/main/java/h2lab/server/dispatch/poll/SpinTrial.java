package h2lab.server.dispatch.poll;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out whether looking again and again, in place of sleeping, gains more requests than it
 * takes processor time, and not too much of that: by trying both for a moment, in turns, every now
 * and then, and keeping to the better one in between. Where the load is what limits, or somebody
 * else wants the core, sleeping is as good, and kept to for longer each time.
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
   * How many times the processor time that a request takes asleep it may take spinning, to go on
   * with that. Where spinning gains, one takes 0.9 to 1.15 times with one request in flight, with
   * ten 1.2 to 1.5, less than which no server takes that looks again and again while its client is
   * busy.
   */
  private static final double MOST_COST = 1.15;

  /** Whoever spins is busy all the time, unless somebody else had the core for a part of it. */
  private static final double LEAST_BUSY = 0.9;

  /**
   * Pairs of samples that have to say the same, in any order. One of a cell where spinning gains
   * says so in 0.6 to 0.95 of all cases, one of another in 0.02 to 0.2, so that three seldom err.
   */
  static final int DECISIVE = 3;

  private static final long SPINNING_SAMPLE = TimeUnit.MILLISECONDS.toNanos(10);

  /**
   * Longer, since who has just spun sleeps less soundly: 10 ms show a sixth more time a request, 40
   * ms a fifteenth, which lets spinning look cheaper than it is.
   */
  private static final long ASLEEP_SAMPLE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LEAST_KEPT = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_KEPT = TimeUnit.SECONDS.toNanos(4);

  /**
   * Sleep after a trial that was too dear: with those, a twentieth of the time is spent spinning.
   */
  private static final long RATIONED_KEPT = TimeUnit.MILLISECONDS.toNanos(300);

  private static final int LONGER_IF_IT_DOES_NOT_PAY = 10;

  /** Less, since who wants the core may be a compiler, which is done soon. */
  private static final int LONGER_IF_THE_CORE_IS_WANTED = 2;

  /** Without work for so long, a loop sleeps whatever the trial says. */
  private static final long LONGEST_SPIN = TimeUnit.MICROSECONDS.toNanos(200);

  /** What samples have told so far: pairs of a trial, or one asleep of whether to begin one. */
  enum Verdict {
    OPEN,
    PAYS,
    TOO_DEAR,
    DOES_NOT_PAY,
    CORE_WANTED
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
        case SLEEP -> verdict == Verdict.DOES_NOT_PAY ? SLEEP : SAMPLE_ASLEEP;
        case SPIN -> SAMPLE_ASLEEP;
        case SAMPLE_ASLEEP -> SAMPLE_SPINNING;
        case SAMPLE_SPINNING ->
            switch (verdict) {
              case OPEN -> SAMPLE_ASLEEP;
              case PAYS -> SPIN;
              case TOO_DEAR, DOES_NOT_PAY, CORE_WANTED -> SLEEP;
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
  private Sample asleep = new Sample(0, 0, 0);
  private final int[] pairs = new int[Verdict.values().length];

  /**
   * What a phase served: requests per nanosecond, nanoseconds of processor time for each, and what
   * part of the time the loop was busy.
   */
  private record Sample(double rate, double cost, double busy) {
    /** Of a pair, this being the one that spun. */
    Verdict against(Sample asleep) {
      if (busy < LEAST_BUSY) {
        return Verdict.CORE_WANTED;
      }
      if (!gains(asleep)) {
        return Verdict.DOES_NOT_PAY;
      }
      return cost <= MOST_COST * asleep.cost ? Verdict.PAYS : Verdict.TOO_DEAR;
    }

    private boolean gains(Sample asleep) {
      return asleep.rate > 0 && rate * asleep.cost > GAIN * asleep.rate * cost;
    }

    /** Requests come so rarely that spinning would give up before the next one. */
    boolean idle() {
      return rate * LONGEST_SPIN < 1;
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
    double nanos = nowNanos - began;
    double used = spent - spentBefore;
    Sample sample = new Sample(served / nanos, used / served, used / nanos);
    if (phase == Phase.SAMPLE_ASLEEP) {
      asleep = sample;
    }
    phase = phase.next(verdict(sample));
    began = nowNanos;
    requestsBefore = requests;
    spentBefore = spent;
  }

  private Verdict verdict(Sample sample) {
    return switch (phase) {
      case SLEEP -> sample.idle() ? Verdict.DOES_NOT_PAY : Verdict.OPEN;
      case SAMPLE_SPINNING -> judge(sample);
      case SAMPLE_ASLEEP, SPIN -> Verdict.OPEN;
    };
  }

  private Verdict judge(Sample spinning) {
    Verdict verdict = spinning.against(asleep);
    if (++pairs[verdict.ordinal()] < DECISIVE) {
      return Verdict.OPEN;
    }
    sleepKept =
        switch (verdict) {
          case OPEN, PAYS -> LEAST_KEPT;
          case TOO_DEAR -> RATIONED_KEPT;
          case DOES_NOT_PAY -> longer(LONGER_IF_IT_DOES_NOT_PAY);
          case CORE_WANTED -> longer(LONGER_IF_THE_CORE_IS_WANTED);
        };
    forgetPairs();
    return verdict;
  }

  private long longer(int times) {
    return Math.min(times * sleepKept, MOST_KEPT);
  }

  private void forgetPairs() {
    Arrays.fill(pairs, 0);
  }

  private long length() {
    return switch (phase) {
      case SAMPLE_ASLEEP -> ASLEEP_SAMPLE;
      case SAMPLE_SPINNING -> SPINNING_SAMPLE;
      case SPIN -> MOST_KEPT;
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
