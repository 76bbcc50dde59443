package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.TimeKeeper;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loops that poll without a timeout are woken in time. */
class AlarmTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final TimeKeeper time = new TimeKeeper("test-alarm");
  private final BlockingQueue<Long> rings = new LinkedBlockingQueue<>();
  private final Alarm alarm = new Alarm(time, () -> rings.add(System.nanoTime()));

  @AfterEach
  void end() {
    time.close();
  }

  private void set(long timeLeftNanos) {
    alarm.set(System.nanoTime(), timeLeftNanos);
  }

  private Long ring() throws InterruptedException {
    return rings.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void ringsOnceAndNotBeforeItsTime() throws InterruptedException {
    long now = System.nanoTime();
    alarm.set(now, 30 * MILLI);
    assertTrue(ring() - now >= 30 * MILLI);
    assertNull(rings.poll());
  }

  @Test
  void anEarlierTimeComesFirst() throws InterruptedException {
    set(HOUR);
    set(MILLI);
    assertTrue(ring() > 0);
  }

  @Test
  void aLaterTimeDoesNotPutItOff() throws InterruptedException {
    set(20 * MILLI);
    set(HOUR);
    assertTrue(ring() > 0);
  }

  @Test
  void canBeSetAgainAfterItHasRung() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      set(MILLI);
      assertTrue(ring() > 0);
    }
  }

  @Test
  void closingDropsWhatIsStillToRingAndEndsTheThread() {
    set(HOUR);
    time.close();
    assertEquals(0, rings.size());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("test-alarm")));
  }

  @Test
  void isSilentOnceItsTimeKeeperIsClosed() {
    time.close();
    set(MILLI);
    assertEquals(0, rings.size());
  }
}
