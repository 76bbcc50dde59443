package h2lab.server.dispatch.poll;

import java.time.Duration;

/** When to look at all clients again, so that this costs nothing in between. */
final class Lookout {
  private final long intervalNanos;
  private long nextNanos;

  /**
   * @param interval null for never
   */
  Lookout(Duration interval) {
    intervalNanos = interval == null ? PollLoop.NEVER : interval.toNanos();
    nextNanos = System.nanoTime() + intervalNanos;
  }

  /** Whether it is time; if so, the next time is an interval later. */
  boolean isDue(long nowNanos) {
    if (timeLeftNanos(nowNanos) > 0) {
      return false;
    }
    nextNanos = nowNanos + intervalNanos;
    return true;
  }

  /** {@link PollLoop#NEVER} possibly. */
  long timeLeftNanos(long nowNanos) {
    return intervalNanos == PollLoop.NEVER ? PollLoop.NEVER : nextNanos - nowNanos;
  }
}
