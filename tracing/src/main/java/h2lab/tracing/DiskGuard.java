package h2lab.tracing;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Looks ten times a second whether there is room to go on recording, in a thread of its own. */
final class DiskGuard implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final DiskRoom room;
  private final LongSupplier recordedOctets;
  private final Consumer<String> onObstacle;
  private final Thread thread;

  private DiskGuard(DiskRoom room, LongSupplier recordedOctets, Consumer<String> onObstacle) {
    this.room = room;
    this.recordedOctets = recordedOctets;
    this.onObstacle = onObstacle;
    thread = Thread.ofPlatform().daemon().name("h2lab-disk-guard").unstarted(this::watch);
  }

  /**
   * Starts to look.
   *
   * @param onObstacle told why recording must stop, once, in the guard's thread
   */
  static DiskGuard start(DiskRoom room, LongSupplier recordedOctets, Consumer<String> onObstacle) {
    DiskGuard guard = new DiskGuard(room, recordedOctets, onObstacle);
    guard.thread.start();
    return guard;
  }

  private void watch() {
    try {
      while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        String obstacle = obstacle();
        if (obstacle != null) {
          onObstacle.accept(obstacle);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does that; the recording goes on unguarded
    }
  }

  /** Not to know is as bad as to know there is none: the next write of JFR's may be the last. */
  private String obstacle() {
    try {
      return room.obstacle(recordedOctets.getAsLong());
    } catch (IOException e) {
      return "cannot tell how much room is left: " + e.getMessage();
    }
  }

  /** Ends it; what it has begun is done when this returns. */
  @Override
  public void close() {
    closed.countDown();
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
