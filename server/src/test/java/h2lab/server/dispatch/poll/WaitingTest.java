package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import h2lab.server.WaitPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a loop that has nothing to do looks again or sleeps. */
class WaitingTest {
  private static final long NOW = 1_000_000_000;

  @ParameterizedTest
  @EnumSource
  void withoutClientsItSleeps(WaitPolicy policy) {
    Waiting waiting = new Waiting(policy, NOW);
    assertFalse(waiting.spins(), "before the first");
    waiting.clientsChanged(NOW, 1);
    waiting.clientsChanged(NOW, 0);
    assertFalse(waiting.spins(), "after the last");
  }

  @ParameterizedTest
  @EnumSource
  void withClientsItSpinsAtOnceOnlyWhereToldTo(WaitPolicy policy) {
    Waiting waiting = new Waiting(policy, NOW);
    waiting.clientsChanged(NOW, 2);
    assertEquals(policy == WaitPolicy.SPIN, waiting.spins());
    waiting.clientsChanged(NOW, 1);
    assertEquals(policy == WaitPolicy.SPIN, waiting.spins());
  }
}
