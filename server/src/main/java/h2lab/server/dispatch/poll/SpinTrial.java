package h2lab.server.dispatch.poll;

import java.util.concurrent.TimeUnit;

/**
 * Finds out whether looking again and again serves more requests than sleeping: by trying both for
 * a moment every now and then, and keeping to the better one in between. Where the load is what
 * limits, or somebody else wants the core, sleeping is as good, and kept to for longer each time.
 */
final class SpinTrial {
  /** By how much spinning has to be better, since it takes a core. */
  static final double GAIN = 1.2;

  private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LEAST_KEPT = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long SPIN_KEPT = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_KEPT = TimeUnit.SECONDS.toNanos(64);

  /** Without work for so long, a loop sleeps whatever the trial says. */
  private static final long LONGEST_SPIN = TimeUnit.MICROSECONDS.toNanos(200);

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

    /**
     * The phase after this one.
     *
     * @param spinningPays whether more requests were served in the last {@link #SAMPLE_SPINNING}
     *     than in the {@link #SAMPLE_ASLEEP} before it
     */
    Phase next(boolean spinningPays) {
      return switch (this) {
        case SAMPLE_ASLEEP -> SAMPLE_SPINNING;
        case SAMPLE_SPINNING -> spinningPays ? SPIN : SLEEP;
        case SPIN, SLEEP -> SAMPLE_ASLEEP;
      };
    }
  }

  private Phase phase = Phase.SAMPLE_ASLEEP;
  private long began;
  private long requestsBefore;
  private long lastWork;
  private long sleepKept = LEAST_KEPT;
  private double asleep;

  /** Begins at once. */
  SpinTrial(long nowNanos) {
    began = nowNanos;
    lastWork = nowNanos;
  }

  /** Begins anew, since the clients are others now. */
  void clientsChanged(long nowNanos, long requests) {
    sleepKept = LEAST_KEPT;
    begin(Phase.SAMPLE_ASLEEP, nowNanos, requests);
  }

  /**
   * The loop had something to do.
   *
   * @param requests answered so far
   */
  void worked(long nowNanos, long requests) {
    lastWork = nowNanos;
    long passed = nowNanos - began;
    if (passed < length()) {
      return;
    }
    double rate = (double) (requests - requestsBefore) / passed;
    boolean pays = phase == Phase.SAMPLE_SPINNING && rate > GAIN * asleep;
    switch (phase) {
      case SAMPLE_ASLEEP -> asleep = rate;
      case SAMPLE_SPINNING -> sleepKept = pays ? LEAST_KEPT : Math.min(2 * sleepKept, MOST_KEPT);
      case SPIN, SLEEP -> {}
    }
    begin(phase.next(pays), nowNanos, requests);
  }

  private void begin(Phase next, long nowNanos, long requests) {
    phase = next;
    began = nowNanos;
    requestsBefore = requests;
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
