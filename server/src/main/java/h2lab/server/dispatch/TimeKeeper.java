package h2lab.server.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does something when its time has come. It starts with the first task; tasks must
 * not wait for a client. Thread-safe.
 */
public final class TimeKeeper implements AutoCloseable {
  private final String threadName;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, this::newThread);
  private volatile Thread thread;

  public TimeKeeper(String threadName) {
    this.threadName = threadName;
    timer.setRemoveOnCancelPolicy(true);
  }

  private Thread newThread(Runnable task) {
    return thread = Thread.ofPlatform().daemon().name(threadName).unstarted(task);
  }

  /** Does something now and then. */
  public void every(Duration interval, Runnable look) {
    long nanos = interval.toNanos();
    timer.scheduleWithFixedDelay(look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Does something once, unless it was closed before. */
  public Future<?> after(Duration time, Runnable what) {
    try {
      return timer.schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(null);
    }
  }

  /** Drops what is still to be done; returns when the thread has ended. */
  @Override
  public void close() {
    timer.shutdownNow();
    if (thread != null) {
      StartedThreads.join(thread); // an executor waits for the end of its work only
    }
  }
}
