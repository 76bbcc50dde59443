package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.netty.EventLoopFact.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import h2lab.server.dispatch.MarkedFact;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the action table decides, over all sets of facts. */
class EventLoopTableTest {
  /** All sets with all facts of {@code with} and none of {@code without}. */
  private static IntStream sets(int with, int without) {
    return IntStream.range(0, 1 << EventLoopFact.values().length)
        .filter(facts -> (facts & with) == with && (facts & without) == 0);
  }

  @Test
  void abandonsWhatIsBrokenAndNothingElse() {
    sets(0, 0)
        .forEach(
            facts ->
                assertEquals(
                    (facts & BROKEN.bit()) != 0,
                    EventLoopAction.TABLE.next(facts) == EventLoopAction.ABANDON));
  }

  @Test
  void takesNoRequestsOfAClientThatIsEnding() {
    sets(ENDING.bit(), 0)
        .forEach(
            facts ->
                assertNotEquals(EventLoopAction.PROCESS_FRAMES, EventLoopAction.TABLE.next(facts)));
    sets(MarkedFact.set(ENDING, HAS_READ), 0)
        .forEach(facts -> assertNotEquals(EventLoopAction.READ, EventLoopAction.TABLE.next(facts)));
  }

  @Test
  void neverWaitsWithRepliesThatCouldBeWritten() {
    sets(MarkedFact.set(HAS_REPLIES, CAN_WRITE, BURST_OVER), 0)
        .forEach(facts -> assertNotEquals(EventLoopAction.WAIT, EventLoopAction.TABLE.next(facts)));
    sets(HAS_UNFLUSHED.bit(), 0)
        .forEach(facts -> assertNotEquals(EventLoopAction.WAIT, EventLoopAction.TABLE.next(facts)));
  }

  @Test
  void shutsOutputOnlyWhenAllIsWritten() {
    sets(0, 0)
        .filter(facts -> EventLoopAction.TABLE.next(facts) == EventLoopAction.SHUT_OUTPUT)
        .forEach(
            facts ->
                assertEquals(
                    CAN_WRITE.bit(),
                    facts & MarkedFact.set(CAN_WRITE, HAS_REPLIES, HAS_UNFLUSHED)));
  }

  @Test
  void doesNotReadOnWhenRepliesPileUp() {
    sets(MarkedFact.set(HAS_PLAIN, READING), MarkedFact.set(HAS_REPLY_ROOM, CAN_WRITE))
        .forEach(facts -> assertNotEquals(EventLoopAction.WAIT, EventLoopAction.TABLE.next(facts)));
  }
}
