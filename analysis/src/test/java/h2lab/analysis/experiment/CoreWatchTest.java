package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of the cores that server and load have. */
class CoreWatchTest {
  private final List<CoreState> told = new ArrayList<>();

  @Test
  void seesNothingWhereNothingIsBound() throws Exception {
    try (CoreWatch watch = CoreWatch.on(null, CoreCondition.NEAR, told::add)) {
      assertNull(watch.await());
      assertNull(watch.since(null));
    }
  }

  @Test
  void tellsHowFastBothAreAndHowFarApart() throws Exception {
    TrialResult.Pins pins = Cores.divide();
    assumeTrue(pins != null, "one core, or no taskset");
    try (CoreWatch watch = CoreWatch.on(pins, CoreCondition.ANY, told::add)) {
      CoreState before = watch.await();
      assertNotNull(before);
      assertTrue(before.serverWorkUs() > 0 && before.loadWorkUs() > 0, before::toString);
      assertTrue(before.slowerPercent() >= 0, before::toString);
      assertTrue(before.roundTripNs() > 1, before::toString);
      CoreStates both = watch.since(before);
      assertEquals(before, both.before());
      assertNotNull(both.after());
    }
    assertNull(
        CoreWatch.on(new TrialResult.Pins("4095", "4094"), CoreCondition.ANY, told::add).look());
  }

  @Test
  void remarksTellOfCoresThatMovedOrWereSlowThroughout() {
    CoreState near = new CoreState(100, 100, 0, 110);
    CoreState far = new CoreState(100, 100, 0, 480);
    CoreState slow = new CoreState(100, 130, 30, 480);
    assertEquals(List.of(), new CoreStates(near, near).remarks());
    assertEquals(List.of(), new CoreStates(far, slow).remarks(), "as at the end of a server");
    CoreState shared = new CoreState(100, 108, 8, 480);
    assertEquals(List.of(), new CoreStates(shared, shared).remarks(), "too common");
    assertEquals(
        List.of("cores were moved: a cache line took 110 ns there and back before, 480 after"),
        new CoreStates(near, far).remarks());
    assertEquals(
        List.of("a core was slower than at its best, by 30 % before and 30 % after"),
        new CoreStates(slow, slow).remarks());
    assertFalse(new CoreStates(slow, slow).moved());
  }
}
