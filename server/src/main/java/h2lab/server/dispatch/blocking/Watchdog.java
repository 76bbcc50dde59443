package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.StartedThreads;
import h2lab.server.dispatch.TimeKeeper;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Keeps the time for threads that block, which cannot: one thread, that never waits for a client.
 * What must wait gets a thread of its own, which is rare. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  private final StartedThreads speakers = new StartedThreads();
  private final TimeKeeper time = new TimeKeeper("server-watchdog");
  private boolean closed;

  /** Does something now and then. */
  void every(Duration interval, Runnable look) {
    time.every(interval, look);
  }

  /** Does something once, unless all have ended before. */
  Future<?> after(Duration delay, Runnable what) {
    return time.after(delay, what);
  }

  /**
   * Does something that may wait for a client, unless all have ended before.
   *
   * @param threads for that client
   */
  synchronized void speak(ThreadFactory threads, Runnable what) {
    if (!closed) {
      speakers.start(threads, what);
    }
  }

  /** Returns when its threads have ended; no client may be left, and who runs them must go on. */
  @Override
  public void close() {
    forget();
    speakers.join();
  }

  /** Ends its own thread and starts none any more; for when nobody runs those of clients. */
  void forget() {
    time.close();
    synchronized (this) {
      closed = true;
    }
  }
}
