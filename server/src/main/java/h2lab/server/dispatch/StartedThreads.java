package h2lab.server.dispatch;

import java.util.ArrayList;
import java.util.List;

/** Threads that must have ended before what they use is freed. Thread-safe. */
public final class StartedThreads {
  private static final int TIDY_AT_LEAST = 64;

  /** Those that may still run; those that have ended are removed now and then. */
  private final List<Thread> threads = new ArrayList<>();

  private int tidyAt = TIDY_AT_LEAST;

  /** Starts a thread. */
  public synchronized void start(Thread thread) {
    if (threads.size() >= tidyAt) {
      threads.removeIf(started -> !started.isAlive());
      tidyAt = 2 * threads.size() + TIDY_AT_LEAST;
    }
    threads.add(thread);
    thread.start();
  }

  /** Returns when all that were started have ended. */
  public void join() {
    List<Thread> started;
    synchronized (this) {
      started = List.copyOf(threads);
    }
    started.forEach(StartedThreads::join);
  }

  /** Returns when the thread has ended; interruption has to wait as well. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
