package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.poll.SpinTrial.Phase;
import h2lab.server.dispatch.poll.SpinTrial.Verdict;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
  private double busySpinning = 1;

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
  void aVerdictIsOfASampleThatSpunOrOfALongSleep() {
    assertEquals(Phase.SAMPLE_ASLEEP, Phase.SAMPLE_SPINNING.next(Verdict.OPEN));
    assertEquals(Phase.SPIN, Phase.SAMPLE_SPINNING.next(Verdict.PAYS));
    for (Verdict no : EnumSet.complementOf(EnumSet.of(Verdict.OPEN, Verdict.PAYS))) {
      assertEquals(Phase.SLEEP, Phase.SAMPLE_SPINNING.next(no), no.name());
    }
    assertEquals(Phase.SLEEP, Phase.SLEEP.next(Verdict.DOES_NOT_PAY));
    for (Verdict other : EnumSet.complementOf(EnumSet.of(Verdict.DOES_NOT_PAY))) {
      assertEquals(Phase.SAMPLE_ASLEEP, Phase.SLEEP.next(other), other.name());
    }
    for (Verdict verdict : Verdict.values()) {
      assertEquals(Phase.SAMPLE_SPINNING, Phase.SAMPLE_ASLEEP.next(verdict), verdict.name());
      assertEquals(Phase.SAMPLE_ASLEEP, Phase.SPIN.next(verdict), verdict.name());
    }
  }

  /**
   * Every order in which pairs of samples can tell one of four things, until one is told thrice.
   */
  @Test
  void whatThreePairsTellFirstDecides() {
    List<Verdict> told = List.copyOf(EnumSet.complementOf(EnumSet.of(Verdict.OPEN)));
    int orders = (int) Math.pow(told.size(), told.size() * (SpinTrial.DECISIVE - 1) + 1);
    for (int order = 0; order < orders; order++) {
      trial = new SpinTrial(now, () -> spent);
      Map<Verdict, Integer> pairs = new EnumMap<>(Verdict.class);
      Verdict last;
      int rest = order;
      do {
        last = told.get(rest % told.size());
        rest /= told.size();
        servePair(last);
      } while (pairs.merge(last, 1, Integer::sum) < SpinTrial.DECISIVE);
      Phase decided = last == Verdict.PAYS ? Phase.SPIN : Phase.SLEEP;
      assertEquals(decided, trial.phase(), "order " + order);
    }
  }

  @Test
  void twoPairsDisturbedAreNoReasonToSpin() {
    servePair(Verdict.PAYS); // what the machine did meanwhile kept the load from its core
    servePair(Verdict.PAYS);
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
  void spinsAsMuchAsLeavesItCheapWhereEachRequestTakesMuchMoreThatWay() {
    busyAsleep = 0.35;
    double share = shareSpinning(100_000, 100, 200);
    assertTrue(share > 0.04 && share < 0.07, "spinning for " + share);
    assertTrue(spent / (0.35 * MILLI / 100) / requests < 1.06);
    busyAsleep = 0.45;
    assertTrue(shareSpinning(100_000, 100, 200) > 0.9, "1.11 times");
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
  void sleepsWhereOthersWantTheCore() {
    busySpinning = 0.6;
    assertTrue(shareSpinning(20_000, 100, 200) < 0.03);
    busySpinning = 1;
    assertTrue(shareSpinning(20_000, 100, 200) > 0.7, "until it is free");
  }

  @Test
  void triesNothingWhileRequestsAreRare() {
    assertEquals(0, shareSpinning(20_000, 4, 8));
    assertTrue(shareSpinning(10_000, 100, 200) > 0.5, "until more come");
  }

  @Test
  void triesAnewWhenClientsHaveComeOrGone() {
    shareSpinning(200_000, 100, 100);
    assertEquals(Phase.SLEEP, trial.phase());
    trial.clientsChanged(now);
    assertTrue(shareSpinning(4_000, 100, 200) > 0.9);
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
  private void servePair(Verdict tells) {
    busyAsleep = tells == Verdict.TOO_DEAR ? 0.3 : 0.5;
    busySpinning = tells == Verdict.CORE_WANTED ? 0.8 : 1;
    while (trial.phase() != Phase.SAMPLE_SPINNING) {
      serve(MILLI, 100, 100);
    }
    while (trial.phase() == Phase.SAMPLE_SPINNING) {
      serve(MILLI, 100, tells == Verdict.DOES_NOT_PAY ? 100 : 200);
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
    spent += (long) (nanos * (trial.phase().spins() ? busySpinning : busyAsleep));
    trial.worked(now, requests);
  }
}
