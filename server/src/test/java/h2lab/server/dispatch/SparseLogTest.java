package h2lab.server.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What happens over and over is told now and then, and how often it happened. */
class SparseLogTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> lines = new ArrayList<>();
  private long nowNanos = Long.MAX_VALUE - SECOND; // so that the clock runs over, as it may
  private final SparseLog log = new SparseLog(lines::add, () -> nowNanos);

  @Test
  void tellsTheFirstTimeAtOnce() {
    log.warn("no place");
    assertEquals(List.of("no place"), lines);
  }

  @Test
  void tellsOnceASecondHowOftenItHappenedMeanwhile() {
    for (int i = 0; i < 1_000; i++) {
      log.warn("no place");
    }
    assertEquals(1, lines.size());
    nowNanos += SECOND - 1;
    log.warn("no place");
    assertEquals(1, lines.size());
    nowNanos += 1;
    log.warn("no place again");
    assertEquals("no place again (and 1000 times before)", lines.getLast());
    nowNanos += 5 * SECOND;
    log.warn("no place");
    assertEquals("no place", lines.getLast(), "none was untold");
    assertEquals(3, lines.size());
  }
}
