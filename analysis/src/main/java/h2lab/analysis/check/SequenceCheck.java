package h2lab.analysis.check;

import java.util.List;
import java.util.Optional;

/** Compares sequences step by step; nothing but equality passes. */
public final class SequenceCheck {
  private SequenceCheck() {}

  /** The first difference, by client and then by step; empty if there is none. */
  public static Optional<Difference> firstDifference(
      List<ActionSequence> golden, List<ActionSequence> recorded) {
    for (int client = 0; client < Math.max(golden.size(), recorded.size()); client++) {
      List<Step> expected = steps(golden, client);
      List<Step> actual = steps(recorded, client);
      int step = firstDifferentStep(expected, actual);
      if (step > 0) {
        return Optional.of(new Difference(client + 1, step, expected, actual));
      }
    }
    return Optional.empty();
  }

  private static List<Step> steps(List<ActionSequence> sequences, int client) {
    return client < sequences.size() ? sequences.get(client).steps() : List.of();
  }

  /** From 1; 0 if there is none. */
  private static int firstDifferentStep(List<Step> expected, List<Step> actual) {
    int common = Math.min(expected.size(), actual.size());
    for (int index = 0; index < common; index++) {
      if (!expected.get(index).equals(actual.get(index))) {
        return index + 1;
      }
    }
    return expected.size() == actual.size() ? 0 : common + 1;
  }
}
