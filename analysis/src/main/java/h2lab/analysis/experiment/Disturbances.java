package h2lab.analysis.experiment;

import java.util.HashMap;
import java.util.Map;

/**
 * Which trials are made again, since the hypervisor took too much of the time, or the cores were
 * not as they should be: whoever looks at that alone, and at no figure, does not choose the
 * figures. Each is made again behind all others, since what disturbs one disturbs the next, and the
 * last attempt counts as it is.
 */
final class Disturbances {
  /** How often a trial is made at most. */
  private static final int ATTEMPTS = 3;

  private final double mostStolenPercent;
  private final CoreCondition condition;
  private final Map<String, Integer> attempts = new HashMap<>();

  /**
   * @param mostStolenPercent that a trial may have; 100 for any
   * @param condition of the cores before and after it
   */
  Disturbances(double mostStolenPercent, CoreCondition condition) {
    this.mostStolenPercent = mostStolenPercent;
    this.condition = condition;
  }

  /** Takes note of a trial that was made, and says whether it is made again. */
  boolean isMadeAgain(TrialResult result) {
    int made = attempts.merge(result.trial(), 1, Integer::sum);
    boolean disturbed = isStolen(result) || !condition.holds(result.cores());
    return disturbed && result.ok() && made < ATTEMPTS;
  }

  private boolean isStolen(TrialResult result) {
    return result.stolenPercent() != null && result.stolenPercent() > mostStolenPercent;
  }
}
