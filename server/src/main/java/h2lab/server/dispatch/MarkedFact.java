package h2lab.server.dispatch;

import h2lab.tracing.ActionVocabulary.Fact;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fact that can be true of a client, a constant of an enum: its bit in a set of facts is that of
 * its place in the enum, its mark stands for it in recordings.
 */
public interface MarkedFact {
  /** One character, distinct among the facts of a method. */
  char mark();

  /** For those who read a recording. */
  String means();

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

  /** All facts of a method, as recordings describe them. */
  static List<Fact> vocabulary(MarkedFact... all) {
    return Stream.of(all).map(fact -> new Fact(fact.mark(), fact.name(), fact.means())).toList();
  }
}
