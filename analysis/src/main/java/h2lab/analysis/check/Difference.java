package h2lab.analysis.check;

import java.util.List;
import java.util.Optional;

/**
 * Where a recording first leaves its golden.
 *
 * @param clientId from 1, in the order of accepts
 * @param step from 1; one past the end of the shorter sequence if that is all that differs
 * @param golden all steps expected of this client; none if it was not expected
 * @param recorded all steps it took; none if it is missing
 */
public record Difference(long clientId, int step, List<Step> golden, List<Step> recorded) {

  /** The step expected; empty if none was. */
  public Optional<Step> expected() {
    return at(golden, step);
  }

  /** The step taken; empty if there was none. */
  public Optional<Step> actual() {
    return at(recorded, step);
  }

  static Optional<Step> at(List<Step> steps, int step) {
    return step >= 1 && step <= steps.size() ? Optional.of(steps.get(step - 1)) : Optional.empty();
  }

  /** What differs, in a few words. */
  public String summary() {
    if (recorded.isEmpty()) {
      return "client " + clientId + " is missing in the recording";
    }
    if (golden.isEmpty()) {
      return "client " + clientId + " is not in the golden";
    }
    String where = "client " + clientId + " differs at step " + step;
    if (actual().isEmpty()) {
      return where + ": the recording ends, the golden has " + golden.size() + " steps";
    }
    if (expected().isEmpty()) {
      return where + ": the golden ends, the recording has " + recorded.size() + " steps";
    }
    return where;
  }
}
