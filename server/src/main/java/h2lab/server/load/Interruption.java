package h2lab.server.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run that Ctrl-C or SIGTERM ends tell what it measured before the process is gone. */
final class Interruption {
  private static final long PATIENCE_SECONDS = 5;

  private Interruption() {}

  /** Work that ends soon after its run is interrupted. */
  interface Work<T> {
    T perform() throws InterruptedException;
  }

  /**
   * Performs {@code work}; if the process is to end meanwhile, interrupts {@code run} and holds the
   * end until the work is done.
   */
  static <T> T during(LoadRun run, Work<T> work) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(run, done), "load-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.perform();
    } finally {
      done.countDown();
      remove(hook);
    }
  }

  private static void end(LoadRun run, CountDownLatch done) {
    run.interrupt();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending, by the hook
    }
  }
}
