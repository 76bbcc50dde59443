package h2lab.server.dispatch.poll;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A few microseconds of looking again before a loop goes to sleep, as long as this often finds
 * something: then it saves the loop a sleep, and the client whose octets came the price of waking
 * it. Where several clients take turns, the next one's request is often that close; where one does,
 * it never is, and the loop sleeps at once.
 */
final class Glance {
  /** Takes no more processor time than the sleeps it saves, where a third of glances do. */
  static final long LENGTH_NANOS = TimeUnit.MICROSECONDS.toNanos(6);

  /** Glances that are judged together. */
  static final int SERIES = 64;

  /** Of a series, to begin the next one at once. */
  static final int LEAST_FOUND = SERIES / 3;

  /** Sleeps without a glance after a series that found less. */
  static final int PAUSE = 32 * SERIES;

  private final LongSupplier clock;
  private int glances;
  private int found;
  private int pause;
  private boolean looked;

  /**
   * @param clock as {@link System#nanoTime}
   */
  Glance(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Waits until something is ready, or glances in vain. Then the next call sleeps: a wake-up that
   * ended a look would else be slept through, so the loop has to see why it came.
   *
   * @return as {@link Poller#poll}
   */
  int poll(Poller poller, Poller.Listener listener, int timeoutMillis) throws IOException {
    if (looked || pause > 0) {
      pause -= looked ? 0 : 1;
      looked = false;
      return poller.poll(listener, timeoutMillis);
    }
    int ready = poller.poll(listener, 0); // what came while the loop worked is no merit of glances
    if (ready > 0 || timeoutMillis == 0) {
      return ready;
    }
    ready = look(poller, listener);
    looked = ready == 0;
    judge(ready > 0);
    return ready;
  }

  private int look(Poller poller, Poller.Listener listener) throws IOException {
    long began = clock.getAsLong();
    int ready;
    do {
      Thread.onSpinWait();
      ready = poller.poll(listener, 0);
    } while (ready == 0 && clock.getAsLong() - began < LENGTH_NANOS);
    return ready;
  }

  private void judge(boolean hasFound) {
    glances++;
    found += hasFound ? 1 : 0;
    if (glances == SERIES) {
      pause = found < LEAST_FOUND ? PAUSE : 0;
      glances = 0;
      found = 0;
    }
  }
}
