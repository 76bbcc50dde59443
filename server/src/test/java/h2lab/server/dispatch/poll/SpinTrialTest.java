package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.poll.SpinTrial.Phase;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * When a loop that adapts spins: only while a trial has shown that it serves more at a like price.
 */
class SpinTrialTest {
  private static final long MILLI = 1_000_000;

  private long now;
  private long requests;
  private long spent;
  private double busyAsleep = 0.5;

  private final SpinTrial trial = new SpinTrial(0, () -> spent);

  @Test
  void everyPhaseIsFollowedByOneThatTheTrialCanLeave() {
    for (Phase phase : Phase.values()) {
      Set<Phase> reached = EnumSet.noneOf(Phase.class);
      for (boolean pays : new boolean[] {false, true}) {
        Phase at = phase;
        for (int step = 0; step < Phase.values().length; step++) {
          at = at.next(pays);
          reached.add(at);
        }
      }
      assertEquals(EnumSet.allOf(Phase.class), reached, "from " + phase);
    }
  }

  @Test
  void spinsAfterTwoTrialsThatPaidAndSleepsAfterOneThatDidNot() {
    for (Phase phase : Phase.values()) {
      Phase atLast = phase == Phase.SAMPLE_SPINNING ? Phase.SAMPLE_ASLEEP_AGAIN : Phase.SPIN;
      if (phase.name().startsWith("SAMPLE_SPINNING")) {
        assertEquals(Phase.SLEEP, phase.next(false), phase.name());
        assertEquals(atLast, phase.next(true), phase.name());
      } else {
        assertEquals(phase.next(false), phase.next(true), phase + " tells nothing");
      }
    }
    assertEquals(Phase.SAMPLE_ASLEEP, Phase.SLEEP.next(false));
    assertEquals(Phase.SAMPLE_ASLEEP_AGAIN, Phase.SPIN.next(false));
  }

  @Test
  void oneTrialDisturbedIsNoReasonToSpin() {
    while (trial.phase() != Phase.SAMPLE_SPINNING) {
      serve(MILLI, 10, 100); // what the machine did meanwhile kept the load from its core
    }
    assertTrue(shareSpinning(1_000, 100, 100) < 0.1);
  }

  @Test
  void spinsWhereThatServesMore() {
    serve(2 * MILLI, 100, 200);
    assertTrue(shareSpinning(10_000, 100, 200) > 0.9);
  }

  @Test
  void sleepsWhereEachRequestTakesLessOfTheProcessorThatWay() {
    busyAsleep = 0.3;
    assertTrue(shareSpinning(10_000, 100, 200) < 0.02);
  }

  @Test
  void sleepsWhereThatServesAsMany() {
    assertTrue(shareSpinning(10_000, 100, 100) < 0.02);
    assertTrue(shareSpinning(200_000, 100, 130) < 0.002, "the trial has to become rare");
  }

  @Test
  void sleepsWhereSpinningKeepsTheClientFromItsCore() {
    assertTrue(shareSpinning(10_000, 100, 30) < 0.02);
  }

  @Test
  void triesAnewWhenClientsHaveComeOrGone() {
    shareSpinning(200_000, 100, 100);
    assertEquals(Phase.SLEEP, trial.phase());
    trial.clientsChanged(now);
    assertTrue(shareSpinning(1_000, 100, 200) > 0.9);
  }

  @Test
  void isAsleepSoonIfNothingHappens() {
    shareSpinning(1_000, 100, 200);
    while (trial.phase() != Phase.SPIN) {
      serve(MILLI, 100, 200);
    }
    assertTrue(trial.spins(now + MILLI / 10));
    assertFalse(trial.spins(now + MILLI));
  }

  /** The part of so many milliseconds that was spent spinning. */
  private double shareSpinning(int millis, int asleep, int spinning) {
    int spun = 0;
    for (int i = 0; i < millis; i++) {
      spun += trial.phase().spins() ? 1 : 0;
      serve(MILLI, asleep, spinning);
    }
    return (double) spun / millis;
  }

  /**
   * Time passes in which requests are served, at rates of their own; who spins is busy throughout.
   */
  private void serve(long nanos, int asleep, int spinning) {
    now += nanos;
    requests += trial.phase().spins() ? spinning : asleep;
    spent += (long) (trial.phase().spins() ? nanos : busyAsleep * nanos);
    trial.worked(now, requests);
  }
}
