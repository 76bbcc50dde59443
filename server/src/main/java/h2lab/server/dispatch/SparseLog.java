package h2lab.server.dispatch;

import java.lang.System.Logger.Level;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Warns of what happens over and over, at most once a second, and says how often it happened.
 * Thread-safe.
 */
final class SparseLog {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final System.Logger log;
  private final LongSupplier clock;
  private long loggedNanos;
  private boolean logged;
  private long untold;

  /**
   * @param clock as {@link System#nanoTime}
   */
  SparseLog(System.Logger log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
    openWhatALineNeeds();
  }

  /** Configuration and time zones are files: read now, not when no descriptor is left for them. */
  private void openWhatALineNeeds() {
    if (log.isLoggable(Level.WARNING)) {
      "%tc".formatted(ZonedDateTime.now());
    }
  }

  /** It has happened. */
  synchronized void warn(String what) {
    long now = clock.getAsLong();
    if (logged && now - loggedNanos < PAUSE_NANOS) {
      untold++;
      return;
    }
    log.log(Level.WARNING, untold == 0 ? what : what + " (and " + untold + " times before)");
    logged = true;
    loggedNanos = now;
    untold = 0;
  }
}
