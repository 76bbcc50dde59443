package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.poll.SpinTrial.Phase;
import h2lab.server.dispatch.poll.SpinTrial.Verdict;
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

  private SpinTrial trial = new SpinTrial(0, () -> spent);

  @Test
  void everyPhaseIsFollowedByOneThatTheTrialCanLeave() {
    for (Phase phase : Phase.values()) {
      Set<Phase> reached = EnumSet.noneOf(Phase.class);
      for (Verdict verdict : Verdict.values()) {
        Phase at = phase;
        for (int step = 0; step < Phase.values().length; step++) {
          at = at.next(verdict);
          reached.add(at);
        }
      }
      assertEquals(EnumSet.allOf(Phase.class), reached, "from " + phase);
    }
  }

  @Test
  void onlyASampleThatSpunIsAskedForAVerdict() {
    assertEquals(Phase.SAMPLE_ASLEEP, Phase.SAMPLE_SPINNING.next(Verdict.OPEN));
    assertEquals(Phase.SPIN, Phase.SAMPLE_SPINNING.next(Verdict.PAYS));
    assertEquals(Phase.SLEEP, Phase.SAMPLE_SPINNING.next(Verdict.DOES_NOT_PAY));
    for (Verdict verdict : Verdict.values()) {
      assertEquals(Phase.SAMPLE_SPINNING, Phase.SAMPLE_ASLEEP.next(verdict), verdict.name());
      assertEquals(Phase.SAMPLE_ASLEEP, Phase.SLEEP.next(verdict), verdict.name());
      assertEquals(Phase.SAMPLE_ASLEEP, Phase.SPIN.next(verdict), verdict.name());
    }
  }

  /** Every order in which pairs of samples can tell that spinning pays, or does not. */
  @Test
  void whatThreePairsTellFirstDecides() {
    for (int order = 0; order < 1 << 5; order++) {
      int paid = 0;
      int didNotPay = 0;
      trial = new SpinTrial(now, () -> spent);
      for (int pair = 0; paid < SpinTrial.DECISIVE && didNotPay < SpinTrial.DECISIVE; pair++) {
        boolean pays = (order & 1 << pair) != 0;
        paid += pays ? 1 : 0;
        didNotPay += pays ? 0 : 1;
        servePair(pays);
      }
      Phase decided = paid == SpinTrial.DECISIVE ? Phase.SPIN : Phase.SLEEP;
      assertEquals(decided, trial.phase(), "pairs " + Integer.toBinaryString(order));
    }
  }

  @Test
  void twoPairsDisturbedAreNoReasonToSpin() {
    servePair(true); // what the machine did meanwhile kept the load from its core
    servePair(true);
    assertTrue(shareSpinning(10_000, 100, 100) < 0.03);
  }

  @Test
  void spinsWhereThatServesMore() {
    serve(2 * MILLI, 100, 200);
    assertTrue(shareSpinning(10_000, 100, 200) > 0.9);
  }

  @Test
  void sleepsWhereEachRequestTakesLessOfTheProcessorThatWay() {
    busyAsleep = 0.25;
    assertTrue(shareSpinning(10_000, 100, 200) < 0.03);
  }

  @Test
  void sleepsWhereThatServesAsMany() {
    assertTrue(shareSpinning(10_000, 100, 100) < 0.03);
    assertTrue(shareSpinning(200_000, 100, 130) < 0.01, "the trial has to become rare");
  }

  @Test
  void sleepsWhereSpinningKeepsTheClientFromItsCore() {
    assertTrue(shareSpinning(10_000, 100, 30) < 0.03);
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

  /** One sample asleep and one that spins. */
  private void servePair(boolean pays) {
    while (trial.phase() != Phase.SAMPLE_SPINNING) {
      serve(MILLI, 100, 100);
    }
    while (trial.phase() == Phase.SAMPLE_SPINNING) {
      serve(MILLI, 100, pays ? 200 : 100);
    }
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
