package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a loop that adapts looks again before it sleeps, and for how long. */
class GlanceTest {
  private static final long LOOK_NANOS = 500;
  private static final long SOON = Glance.LENGTH_NANOS / 2;
  private static final long LATE = 10 * Glance.LENGTH_NANOS;

  private final FakePoller poller = new FakePoller();
  private final Glance glance = new Glance(() -> poller.now);

  @BeforeEach
  void somethingIsReadyLater() {
    poller.after(LATE);
  }

  @Test
  void findsWhatComesSoonWithoutSleeping() throws IOException {
    poller.after(SOON);
    assertEquals(1, wait(Poller.FOREVER));
    assertEquals(0, poller.sleeps);
  }

  @Test
  void sleepsWhenNothingComesSoon() throws IOException {
    assertEquals(0, wait(Poller.FOREVER));
    assertEquals(1, wait(Poller.FOREVER));
    assertEquals(1, poller.sleeps);
    assertTrue(poller.looks * LOOK_NANOS <= Glance.LENGTH_NANOS + 2 * LOOK_NANOS);
  }

  @Test
  void sleepsNoLongerThanItWasAskedTo() throws IOException {
    wait(7);
    wait(7);
    assertEquals(7, poller.lastTimeoutMillis);
  }

  /** The wake-up that ends a look is gone: to sleep after it would be to sleep for ever. */
  @Test
  void comesBackFromAWakeUpDuringALook() throws IOException {
    poller.wakeUp();
    assertEquals(0, wait(Poller.FOREVER));
    assertEquals(0, poller.sleeps);
  }

  @Test
  void comesBackFromAWakeUpBetweenLookAndSleep() throws IOException {
    wait(Poller.FOREVER);
    poller.wakeUp();
    assertEquals(0, wait(Poller.FOREVER));
  }

  @Test
  void looksOnceWhereItMustNotWait() throws IOException {
    assertEquals(0, wait(0));
    assertEquals(1, poller.looks);
  }

  @Test
  void whatIsReadyAlreadySaysNothingOfGlances() throws IOException {
    for (int i = 0; i < 10 * Glance.SERIES; i++) {
      poller.after(0);
      wait(Poller.FOREVER);
    }
    for (int i = 0; i < Glance.SERIES; i++) {
      assertTrue(looksAgain(), "glance " + i);
      poller.after(LATE);
    }
    assertFalse(looksAgain());
  }

  @Test
  void pausesAfterASeriesThatFoundLittle() throws IOException {
    serve(Glance.SERIES, Glance.LEAST_FOUND - 1);
    for (int i = 0; i < Glance.PAUSE; i++) {
      assertFalse(looksAgain(), "sleep " + i);
    }
    assertTrue(looksAgain(), "the load may have changed");
  }

  @Test
  void goesOnAfterASeriesThatFoundMuch() throws IOException {
    serve(Glance.SERIES, Glance.LEAST_FOUND);
    assertTrue(looksAgain());
  }

  /** Glances, of which the first ones find something. */
  private void serve(int glances, int found) throws IOException {
    for (int i = 0; i < glances; i++) {
      poller.after(i < found ? SOON : LATE);
      waitUntilReady();
    }
  }

  private boolean looksAgain() throws IOException {
    poller.after(LATE);
    poller.looks = 0;
    waitUntilReady();
    return poller.looks > 0;
  }

  private void waitUntilReady() throws IOException {
    if (wait(Poller.FOREVER) == 0) {
      wait(Poller.FOREVER);
    }
  }

  private int wait(int timeoutMillis) throws IOException {
    return glance.poll(poller, null, timeoutMillis);
  }

  /** A poller by whose own time each look takes a moment, and something is ready at a time. */
  private static final class FakePoller implements Poller {
    private long now;
    private long readyAt;
    private int looks;
    private int sleeps;
    private int lastTimeoutMillis;
    private boolean woken;

    void after(long nanos) {
      readyAt = now + nanos;
    }

    @Override
    public int poll(Listener listener, int timeoutMillis) {
      lastTimeoutMillis = timeoutMillis;
      boolean ends = woken;
      woken = false;
      if (timeoutMillis == 0) {
        looks++;
        now += LOOK_NANOS;
        return now - LOOK_NANOS >= readyAt ? 1 : 0;
      }
      if (ends) {
        return 0;
      }
      sleeps++;
      now = Math.max(now, readyAt);
      return 1;
    }

    @Override
    public void listen(ServerSocketChannel bound) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void listenBeside(ServerSocketChannel bound) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void accepting(boolean accepting) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Peer accept() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(Peer peer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeUp() {
      woken = true;
    }

    @Override
    public void close() {}
  }
}
