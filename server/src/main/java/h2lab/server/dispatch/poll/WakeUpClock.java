package h2lab.server.dispatch.poll;

/** The time of one wake-up of a loop: looked up once, when somebody first asks. */
final class WakeUpClock {
  private long nowNanos;
  private boolean known;

  /** As {@link System#nanoTime}. */
  long nowNanos() {
    if (!known) {
      known = true;
      nowNanos = System.nanoTime();
    }
    return nowNanos;
  }

  /** Time passes now. */
  void sleep() {
    known = false;
  }
}
