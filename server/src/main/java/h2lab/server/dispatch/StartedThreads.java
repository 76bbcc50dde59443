package h2lab.server.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that must have ended before what they use is freed. Of those that have ended it keeps
 * nothing: each takes itself off, and forgets what it ran. Thread-safe.
 */
public final class StartedThreads {
  private final Set<Thread> running = new HashSet<>();

  /** Those that are done and about to end, and one that has ended. */
  private final List<Thread> ending = new ArrayList<>();

  /** Drops its task when it is done: whoever holds the thread holds what it was started with. */
  private final class Task implements Runnable {
    private Runnable task;

    Task(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        task.run();
      } finally {
        task = null;
        done(Thread.currentThread());
      }
    }
  }

  /**
   * Starts a thread that runs {@code task}.
   *
   * @param factory makes the thread
   */
  public synchronized void start(ThreadFactory factory, Runnable task) {
    Thread thread = factory.newThread(new Task(task));
    thread.start();
    running.add(thread); // before it can be done, which takes this monitor
  }

  private synchronized void done(Thread thread) {
    running.remove(thread);
    ending.removeIf(before -> !before.isAlive());
    ending.add(thread);
  }

  /** How many are kept in mind. */
  synchronized int size() {
    return running.size() + ending.size();
  }

  /** Returns when all that were started have ended. */
  public void join() {
    List<Thread> started;
    synchronized (this) {
      started = new ArrayList<>(running);
      started.addAll(ending);
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
