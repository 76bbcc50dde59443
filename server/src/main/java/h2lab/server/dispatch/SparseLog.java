package h2lab.server.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Warns of what happens over and over, at most once a second, and says how often it happened.
 * Thread-safe.
 */
final class SparseLog {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<String> lines;
  private final LongSupplier clock;
  private long loggedNanos;
  private boolean logged;
  private long untold;

  /**
   * @param lines takes a warning
   * @param clock as {@link System#nanoTime}
   */
  SparseLog(Consumer<String> lines, LongSupplier clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** It has happened. */
  synchronized void warn(String what) {
    long now = clock.getAsLong();
    if (logged && now - loggedNanos < PAUSE_NANOS) {
      untold++;
      return;
    }
    lines.accept(untold == 0 ? what : what + " (and " + untold + " times before)");
    logged = true;
    loggedNanos = now;
    untold = 0;
  }
}
