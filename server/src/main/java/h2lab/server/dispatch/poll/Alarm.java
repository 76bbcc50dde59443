package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.TimeKeeper;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a loop when its time has come, so that it can poll without a timeout: then the kernel need
 * not set a timer each time that the loop goes to sleep, and take it back when it wakes.
 */
final class Alarm {
  /** Not worth another alarm. */
  private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final TimeKeeper time;
  private final Runnable wakeUp;
  private Future<?> next;
  private long nextNanos;
  private volatile boolean isSet;

  /**
   * @param time kept by the caller
   * @param wakeUp called in its thread
   */
  Alarm(TimeKeeper time, Runnable wakeUp) {
    this.time = time;
    this.wakeUp = wakeUp;
  }

  /**
   * Makes sure that it wakes the loop at a time, or earlier: an alarm that the loop had set for an
   * earlier time stays. Called by the loop's thread only.
   *
   * @param nowNanos as {@link System#nanoTime}
   * @param timeLeftNanos from {@code nowNanos}
   */
  void set(long nowNanos, long timeLeftNanos) {
    long atNanos = nowNanos + timeLeftNanos;
    if (isSet && atNanos - nextNanos > -SLACK_NANOS) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    nextNanos = atNanos;
    isSet = true;
    next = time.after(Duration.ofNanos(timeLeftNanos), this::ring);
  }

  /** A loop that sees no alarm any more sets another; one that still saw it is woken. */
  private void ring() {
    isSet = false;
    wakeUp.run();
  }
}
