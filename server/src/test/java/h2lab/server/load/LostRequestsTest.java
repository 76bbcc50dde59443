package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LostRequestsTest {
  @Test
  void countsAResetAsErrored() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(2, 2));
    talk.request(0);
    talk.receive(1, new FrameBytes().reset(1, 7).answer(3));
    assertEquals(new RequestCounts(2, 2, 2, 1, 1, 1, 0), talk.counts());
    assertEquals(List.of("1 x stream reset by the server (REFUSED_STREAM)"), talk.errors.lines());
  }

  @Test
  void countsOtherStatusesAsFailedButNotErrored() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(1, 1));
    talk.request(0);
    talk.receive(1, new FrameBytes().frame(1, 0x5, 1, FrameBytes.STATUS_404));
    assertEquals(new RequestCounts(1, 1, 1, 0, 1, 0, 0), talk.counts());
  }

  @Test
  void failsOnlyWhatGoAwayLeavesOut() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(5, 9));
    talk.request(0);
    talk.receive(1, new FrameBytes().goAway(5, 0));
    assertEquals(3, talk.conversation.inFlight());
    assertEquals(2, talk.counts().errored());
    assertEquals(List.of(), talk.request(1));
    talk.receive(2, new FrameBytes().answer(5).answer(1).answer(3));
    assertEquals(new RequestCounts(5, 5, 5, 3, 2, 2, 0), talk.counts());
    assertEquals("GOAWAY from the server (NO_ERROR)", talk.conversation.goAway());
  }

  @Test
  void ignoresWhatComesForAStreamGivenUp() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(2, 2));
    talk.request(0);
    talk.receive(1, new FrameBytes().goAway(1, 0).answer(3).answer(1).reset(1, 0));
    assertEquals(new RequestCounts(2, 2, 2, 1, 1, 1, 0), talk.counts());
  }

  @Test
  void losesAllInFlightWithTheConnection() throws ServerFault {
    Talk talk = Talk.settled(Plans.oneClient(40, 100));
    talk.request(0);
    talk.receive(1, new FrameBytes().answer(1).answer(41));
    talk.conversation.lose(true, 2);
    assertEquals(0, talk.conversation.inFlight());
    assertEquals(new RequestCounts(40, 40, 2, 2, 38, 38, 38), talk.counts());
  }

  @Test
  void countsNothingBeforeTheMeasuredPhase() {
    Tally tally = new Tally(false, 1);
    tally.started(0);
    tally.answered(200, 0, 1);
    tally.reset(0, 1);
    tally.lost(0, true, 1);
    tally.moved(10, 10);
    tally.content(5, 5);
    tally.turnEnds(1);
    tally.countFrom(2);
    assertNothing(tally);
    tally.stop();
    assertNothing(tally);
  }

  @Test
  void countsRequestsNeverStartedWheneverTheirClientWent() {
    Tally tally = new Tally(false, 1);
    tally.neverStarted(3, true);
    tally.countFrom(2);
    tally.neverStarted(4, false);
    tally.stop();
    assertEquals(new RequestCounts(7, 0, 0, 0, 7, 7, 3), tally.counts());
  }

  private static void assertNothing(Tally tally) {
    assertEquals(RequestCounts.NONE, tally.counts());
    assertEquals(TrafficCounts.NONE, tally.traffic());
    assertEquals(0, tally.times().histogram().getTotalCount());
    assertEquals(0, tally.slices().within(0));
    assertEquals(0, tally.published());
  }
}
