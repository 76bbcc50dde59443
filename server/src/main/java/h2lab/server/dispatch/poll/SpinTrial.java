package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.poll.SpinPairs.Served;
import h2lab.server.dispatch.poll.SpinPairs.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out whether looking again and again, in place of sleeping, gains more requests than it
 * takes processor time: by trying both for a moment, in turns, every now and then, and keeping to
 * the better one in between. Where the load is what limits, or somebody else wants the core,
 * sleeping is as good, and kept to for longer each time. Where spinning gains much but makes a
 * request dearer, the loop rests in between, so that requests are not much dearer on the whole.
 */
final class SpinTrial {
  private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LEAST_KEPT = 2 * SAMPLE;
  private static final long SPIN_LENGTH = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SPIN_KEPT = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_KEPT = TimeUnit.SECONDS.toNanos(4);
  private static final int LONGER_EACH_TIME = 10;

  /** Without work for so long, a loop sleeps whatever the trial says. */
  private static final long LONGEST_SPIN = TimeUnit.MICROSECONDS.toNanos(200);

  /** What the loop does until the phase ends, and what follows. */
  enum Phase {
    SAMPLE_ASLEEP(false),
    SAMPLE_SPINNING(true),
    SPIN(true),
    REST(false),
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
        case SLEEP -> SAMPLE_ASLEEP;
        case SPIN -> verdict == Verdict.PAYS ? REST : SAMPLE_ASLEEP;
        case REST -> verdict == Verdict.PAYS ? SPIN : SAMPLE_ASLEEP;
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
  private Verdict verdict = Verdict.OPEN;
  private long decided;
  private long began;
  private long requestsBefore;
  private long spentBefore;
  private long lastWork;
  private long sleepKept = LEAST_KEPT;
  private long restLength;
  private Served asleep;
  private SpinPairs pairs = new SpinPairs();

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
    pairs = new SpinPairs();
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
      end(nowNanos, requests, processorNanos.getAsLong());
    }
  }

  private void end(long nowNanos, long requests, long spent) {
    Served served = new Served(requests - requestsBefore, nowNanos - began, spent - spentBefore);
    switch (phase) {
      case SAMPLE_ASLEEP -> asleep = served;
      case SAMPLE_SPINNING -> judge(served, nowNanos);
      case SPIN, REST -> keep(served, nowNanos);
      case SLEEP -> {}
    }
    phase = phase.next(verdict);
    began = nowNanos;
    requestsBefore = requests;
    spentBefore = spent;
  }

  private void judge(Served spinning, long nowNanos) {
    verdict = pairs.add(asleep, spinning);
    switch (verdict) {
      case OPEN -> {}
      case PAYS -> {
        sleepKept = LEAST_KEPT;
        restLength = restLength();
        decided = nowNanos;
      }
      case DOES_NOT_PAY -> {
        sleepKept = Math.min(LONGER_EACH_TIME * sleepKept, MOST_KEPT);
        pairs = new SpinPairs();
      }
    }
  }

  /** Goes on as decided; what was served meanwhile tells more than samples do. */
  private void keep(Served served, long nowNanos) {
    pairs.more(phase.spins(), served);
    restLength = restLength();
    if (nowNanos - decided >= SPIN_KEPT) {
      verdict = Verdict.OPEN;
      pairs = new SpinPairs();
    }
  }

  private long restLength() {
    return (long) Math.min(SPIN_LENGTH * pairs.restRatio(), SPIN_KEPT);
  }

  private long length() {
    return switch (phase) {
      case SAMPLE_ASLEEP, SAMPLE_SPINNING -> SAMPLE;
      case SPIN -> SPIN_LENGTH;
      case REST -> restLength;
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
