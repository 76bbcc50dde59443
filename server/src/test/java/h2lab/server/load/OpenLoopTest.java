package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long MILLI = 1_000_000;

  @Test
  void beginsRequestsAtTheirTimesOnly() {
    Pace pace = pace(Plans.rate(1000, 0, 10 * MILLI, 1, 100), 0);
    assertEquals(1, pace.due(0, 100, 0));
    assertEquals(0, pace.take(0, 0));
    assertEquals(0, pace.due(0, 100, MILLI - 1));
    assertEquals(1, pace.untilDueNanos(MILLI - 1));
    assertEquals(3, pace.due(0, 100, 3 * MILLI));
    assertEquals(2, pace.due(0, 2, 3 * MILLI));
    assertEquals(MILLI, pace.take(0, 3 * MILLI));
  }

  @Test
  void makesExactlyTheScheduledRequests() {
    Pace pace = pace(Plans.rate(333.3, 0, 3 * Plans.SECOND, 1, 1), 0);
    int taken = 0;
    while (!pace.exhausted(0)) {
      pace.take(0, 0);
      taken++;
    }
    assertEquals(1000, taken);
    assertEquals(Long.MAX_VALUE, pace.untilDueNanos(0));
  }

  @Test
  void dealsArrivalsToLoopsWithoutGapOrDouble() {
    LoadPlan plan = Plans.rate(1000, 0, 100 * MILLI, 3, 1);
    TreeSet<Long> times = new TreeSet<>();
    int taken = 0;
    for (int loop = 0; loop < 3; loop++) {
      for (Pace pace = pace(plan, loop); !pace.exhausted(0); taken++) {
        times.add(pace.take(0, Plans.SECOND));
      }
    }
    assertEquals(100, taken);
    assertEquals(100, times.size());
    assertEquals(99 * MILLI, times.last());
  }

  @Test
  void countsWhatTheLastClientLeavesOfTheMeasuredPhase() {
    LoadPlan plan = Plans.rate(1000, 10 * MILLI, 20 * MILLI, 1, 1);
    assertEquals(20, pace(plan, 0).abandon(0));
    Pace begun = pace(plan, 0);
    for (int i = 0; i < 15; i++) {
      begun.take(0, Plans.SECOND);
    }
    assertEquals(15, begun.abandon(0));
    assertTrue(begun.exhausted(0));
  }

  @Test
  void leavesTheRestToTheOtherClients() {
    Pace pace = Pace.of(Plans.rate(1000, 0, 20 * MILLI, 1, 1), 0, 0, 2);
    assertEquals(0, pace.abandon(1));
    assertEquals(20, pace.abandon(0));
  }

  @Test
  void countsOnlyRequestsMeantForTheMeasuredPhase() {
    LoadPlan plan = Plans.rate(1000, 5 * MILLI, 10 * MILLI, 1, 100);
    Tally tally = new Tally(true, MILLI);
    tally.countFrom(ArrivalSchedule.measuredFromNanos(plan));
    Pace pace = pace(plan, 0);
    while (!pace.exhausted(0)) {
      tally.started(pace.take(0, Plans.SECOND));
    }
    assertEquals(10, tally.counts().started());
    assertEquals(10, ArrivalSchedule.measuredArrivals(plan));
  }

  /**
   * One request in flight, one arrival per millisecond, and a server that sleeps for 100 of them.
   */
  @Test
  void showsAStallInTheTimesOfAllRequestsItDelayed() throws ServerFault {
    Talk talk = Talk.settled(Plans.rate(1000, 0, 200 * MILLI, 1, 1));
    assertEquals(List.of(1), talk.request(0));
    long now = 100 * MILLI;
    int next = 1;
    while (talk.counts().done() < 200) {
      talk.receive(now, new FrameBytes().answer(next));
      now = Math.max(now, talk.counts().done() * MILLI);
      next += 2;
      talk.request(now);
    }
    var times = talk.tally.times().histogram();
    assertEquals(200, times.getTotalCount());
    assertEquals(51, times.getCountBetweenValues(50 * MILLI, 101 * MILLI));
    assertEquals(100, times.getCountBetweenValues(MILLI, 101 * MILLI));
  }

  @Test
  void countsTheWaitingOfRequestsThatAreNeverAnswered() throws ServerFault {
    Talk talk = Talk.settled(Plans.rate(1000, 0, 10 * MILLI, 1, 4));
    talk.request(3 * MILLI);
    talk.conversation.lose(true, 1003 * MILLI);
    var times = talk.tally.times().histogram();
    assertEquals(4, times.getCountBetweenValues(1000 * MILLI, 1004 * MILLI));
  }

  private static Pace pace(LoadPlan plan, int loop) {
    Pace pace = Pace.of(plan, loop, loop, 1);
    pace.begin(0);
    return pace;
  }
}
