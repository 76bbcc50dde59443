package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;

/** What the cores were like right before a trial's load began and right after it had ended. */
public record CoreStates(CoreState before, CoreState after) {
  /** Less is so common where cores are shared that a note of it would be on most trials. */
  private static final double NOTED_PERCENT = 10;

  /** What a reader of the trial's figures should know. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (moved()) {
      remarks.add(
          "cores were moved: a cache line took %.0f ns there and back before, %.0f after"
              .formatted(before.roundTripNs(), after.roundTripNs()));
    }
    double throughout = Math.min(before.slowerPercent(), after.slowerPercent());
    if (throughout > NOTED_PERCENT) { // once may be a server that starts, or ends
      remarks.add(
          "a core was slower than at its best, by %.0f %% before and %.0f %% after"
              .formatted(before.slowerPercent(), after.slowerPercent()));
    }
    return remarks;
  }

  /** In a few words. */
  String words() {
    return "cores " + before.words() + " before, " + after.words() + " after";
  }

  /** Whether they came to share a cache meanwhile, or to share none. */
  boolean moved() {
    return before.far() != after.far();
  }
}
