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
    assertFalse(new Waiting(policy, NOW).spins(false));
  }

  @ParameterizedTest
  @EnumSource
  void withClientsItSpinsAtOnceOnlyWhereToldTo(WaitPolicy policy) {
    assertEquals(policy == WaitPolicy.SPIN, new Waiting(policy, NOW).spins(true));
  }
}
