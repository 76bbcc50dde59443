package h2lab.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list that shows something as short as leaving parts out can make it. */
final class Shrinker {
  private Shrinker() {}

  /**
   * Leaves out halves, quarters and so on, down to single elements, as long as the rest still
   * fails.
   *
   * @param fails true of {@code list} itself
   */
  static <T> List<T> shrink(List<T> list, Predicate<List<T>> fails) {
    List<T> least = list;
    for (int part = Math.max(1, list.size() / 2); part >= 1; part /= 2) {
      int from = 0;
      while (from < least.size()) {
        List<T> without = new ArrayList<>(least.subList(0, from));
        without.addAll(least.subList(Math.min(from + part, least.size()), least.size()));
        if (fails.test(without)) {
          least = without;
        } else {
          from += part;
        }
      }
    }
    return least;
  }
}
