package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long conversations by chance, mostly right: core and model agree at every step. A conversation
 * about which they do not is printed as short as it gets; {@code -Dh2lab.seed=N} runs one alone,
 * {@code -Dh2lab.seeds=N} so many.
 */
class RandomConversationsTest {
  private static final int SEEDS = Integer.getInteger("h2lab.seeds", 6_000);
  private static final int SEEDS_AT_A_TIME = 500;
  private static final int MOST_STEPS = 80;

  static IntStream seeds() {
    Integer one = Integer.getInteger("h2lab.seed");
    return one != null
        ? IntStream.of(one)
        : IntStream.range(0, SEEDS / SEEDS_AT_A_TIME).map(i -> i * SEEDS_AT_A_TIME);
  }

  @ParameterizedTest(name = "from seed {0}")
  @MethodSource("seeds")
  @Rule(section = "5", rule = "whatever a client says in whatever order, each step is judged right")
  void coreAndModelAgreeAtEveryStep(int first) {
    int seeds = Integer.getInteger("h2lab.seed") == null ? SEEDS_AT_A_TIME : 1;
    for (int seed = first; seed < first + seeds; seed++) {
      check(seed);
    }
  }

  private static Bounds bounds(int seed) {
    return seed % 3 == 0 ? Bounds.USUAL : Bounds.LOW;
  }

  private static void check(int seed) {
    Bounds bounds = bounds(seed);
    List<Step> steps = new ArrayList<>();
    if (converse(seed, bounds, steps)) {
      return;
    }
    List<Step> least =
        Shrinker.shrink(steps, shorter -> Agreement.disagreement(bounds, shorter) != null);
    fail(
        "seed "
            + seed
            + ", shrunk: "
            + Agreement.disagreement(bounds, least)
            + least.stream().map(Step::toString).collect(Collectors.joining("\n  ", "\n  ", "\n")));
  }

  /** Whether they agreed to the end; what was said is added to {@code steps}. */
  static boolean converse(int seed, Bounds bounds, List<Step> steps) {
    try (Agreement agreement = new Agreement(bounds)) {
      RandomClient client = new RandomClient(seed, agreement.model());
      while (steps.size() < MOST_STEPS && !agreement.model().ended()) {
        Step step = client.next();
        steps.add(step);
        if (!agreement.take(step).isEmpty()) {
          return false;
        }
      }
      return true;
    }
  }

  /** Else they might agree about nothing much. */
  @Test
  void conversationsAreLongAndReachMostThereIs() {
    List<Step> all = new ArrayList<>();
    for (int seed = 0; seed < 300; seed++) {
      List<Step> steps = new ArrayList<>();
      converse(seed, bounds(seed), steps);
      all.addAll(steps);
    }
    assertEquals(true, all.size() > 300 * 30, all.size() + " steps of 300 conversations");
  }

  @Test
  void theShrinkerLeavesNothingThatIsNotNeeded() {
    List<Integer> list = IntStream.range(0, 100).boxed().toList();
    List<Integer> least =
        Shrinker.shrink(list, part -> part.contains(17) && part.contains(18) && part.contains(91));
    assertEquals(List.of(17, 18, 91), least);
  }
}
