package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.StartedThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the time for threads that block, which cannot: one thread, that never waits for a client.
 * What must wait gets a thread of its own, which is rare. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  private final StartedThreads speakers = new StartedThreads();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, this::newTimerThread);
  private volatile Thread timerThread;
  private boolean closed;

  Watchdog() {
    timer.setRemoveOnCancelPolicy(true);
  }

  private Thread newTimerThread(Runnable task) {
    return timerThread = Thread.ofPlatform().daemon().name("server-watchdog").unstarted(task);
  }

  /** Does something now and then. */
  void every(Duration interval, Runnable look) {
    long nanos = interval.toNanos();
    timer.scheduleWithFixedDelay(look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Does something once, unless all have ended before. */
  Future<?> after(Duration time, Runnable what) {
    try {
      return timer.schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
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

  /** Returns when its threads have ended; no client may be left. */
  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      closed = true;
    }
    speakers.join();
    if (timerThread != null) {
      StartedThreads.join(timerThread); // an executor waits for the end of its work only
    }
  }
}
