package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final long LEAST = Plans.SECOND / 10;
  private static final long MOST = 60 * Plans.SECOND;
  private static final long MEASURED = Plans.SECOND / 5;

  private final List<String> announced = Collections.synchronizedList(new ArrayList<>());

  @Test
  void endsSoonAfterItIsTold() {
    RunClock clock = clock(LEAST, MOST);
    clock.begin(1_000);
    assertEquals(1_000 + MOST, clock.measuredFrom());
    clock.endWarmUp(1_000 + Plans.SECOND);
    long soon = 1_000 + Plans.SECOND + 2 * RunClock.LONGEST_SLEEP_NANOS;
    assertEquals(soon, clock.measuredFrom());
    assertEquals(soon + MEASURED, clock.measuredUntil());
    clock.endWarmUp(1_000 + 2 * Plans.SECOND);
    assertEquals(soon, clock.measuredFrom(), "told twice");
  }

  @Test
  void isAsLongAsPlannedAtLeastAndAtMost() {
    RunClock early = clock(LEAST, MOST);
    early.endWarmUp(5);
    early.begin(1_000);
    assertEquals(1_000 + LEAST, early.measuredFrom());
    RunClock late = clock(LEAST, MOST);
    late.begin(1_000);
    late.endWarmUp(1_000 + MOST - 1);
    assertEquals(1_000 + MOST, late.measuredFrom());
  }

  @Test
  void isAnnouncedUnlessThereIsNone() {
    clock(0, 0).begin(1);
    assertEquals(List.of(), announced);
    clock(0, MOST).begin(1);
    assertEquals(List.of("Warm-up started"), announced);
  }

  @Test
  void allThreadsMeasureTheSameTimeOnceItEnds() throws Exception {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      LoadRun run =
          new LoadRun(Plans.warmUp(server.url(), LEAST, MOST, MEASURED, 2), announced::add);
      LoadResult result = run.run(done -> run.endWarmUp());
      assertTrue(result.warmUpNanos() >= LEAST && result.warmUpNanos() < MOST);
      assertEquals(MEASURED, result.measuredNanos());
      assertTrue(result.requests().succeeded() > 0);
      assertEquals(0, result.requests().failed());
      assertEquals(
          List.of(
              "Warm-up started",
              "Main benchmark duration is started",
              "Main benchmark duration is over"),
          announced);
    }
  }

  private RunClock clock(long least, long most) {
    return new RunClock(
        Plans.warmUp("http://localhost/", least, most, MEASURED, 1), announced::add);
  }
}
