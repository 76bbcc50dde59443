package h2lab.server.dispatch;

import h2lab.tracing.ActionVocabulary.Fact;
import h2lab.tracing.FactRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fact that can be true of a client, a constant of an enum: its bit in a set of facts is that of
 * its place in the enum, its mark stands for it in recordings.
 */
public interface MarkedFact {
  /**
   * How a fact shows itself.
   *
   * @param mark one character, distinct among the facts of a method
   * @param means for those who read a recording
   * @param rules what must be true of it in every recording
   */
  record Sign(char mark, String means, FactRules rules) {}

  /** How this one shows itself. */
  Sign sign();

  /** As the enum has it. */
  String name();

  /** As the enum has it. */
  int ordinal();

  /** The bit that stands for this fact in a set of facts. */
  default int bit() {
    return 1 << ordinal();
  }

  /** The set of these facts. */
  static int set(MarkedFact... facts) {
    int set = 0;
    for (MarkedFact fact : facts) {
      set |= fact.bit();
    }
    return set;
  }

  /** The facts of a set given as bits, in the order of {@code all}. */
  static <F extends MarkedFact> Set<F> of(int set, F[] all) {
    Set<F> facts = new LinkedHashSet<>();
    for (F fact : all) {
      if ((set & fact.bit()) != 0) {
        facts.add(fact);
      }
    }
    return facts;
  }

  /** All facts of a method, as recordings describe them. */
  static List<Fact> vocabulary(MarkedFact... all) {
    return Stream.of(all)
        .map(
            fact ->
                new Fact(fact.sign().mark(), fact.name(), fact.sign().means(), fact.sign().rules()))
        .toList();
  }
}
