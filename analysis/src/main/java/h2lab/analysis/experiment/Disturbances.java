package h2lab.analysis.experiment;

import java.util.HashMap;
import java.util.Map;

/**
 * Which trials are made again, since the hypervisor took too much of the time: whoever looks at
 * that alone, and at no figure, does not choose the figures. Each is made again behind all others,
 * since what disturbs one disturbs the next, and the last attempt counts as it is.
 */
final class Disturbances {
  /** How often a trial is made at most. */
  private static final int ATTEMPTS = 3;

  private final double mostStolenPercent;
  private final Map<String, Integer> attempts = new HashMap<>();

  /**
   * @param mostStolenPercent that a trial may have; 100 for any
   */
  Disturbances(double mostStolenPercent) {
    this.mostStolenPercent = mostStolenPercent;
  }

  /** Takes note of a trial that was made, and says whether it is made again. */
  boolean isMadeAgain(TrialResult result) {
    int made = attempts.merge(result.trial(), 1, Integer::sum);
    return result.ok()
        && made < ATTEMPTS
        && result.stolenPercent() != null
        && result.stolenPercent() > mostStolenPercent;
  }
}
