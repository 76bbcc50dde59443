package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
  private static final List<String> WORTH_HEARING =
      List.of(
          "HEADERS 200",
          "HEADERS 404",
          "HEADERS 405",
          "HEADERS 413",
          "HEADERS 431",
          "RST_STREAM NO_ERROR",
          "RST_STREAM PROTOCOL_ERROR",
          "RST_STREAM STREAM_CLOSED",
          "RST_STREAM REFUSED_STREAM",
          "RST_STREAM FLOW_CONTROL_ERROR",
          "RST_STREAM FRAME_SIZE_ERROR",
          "GOAWAY NO_ERROR",
          "GOAWAY PROTOCOL_ERROR",
          "GOAWAY STREAM_CLOSED",
          "GOAWAY FRAME_SIZE_ERROR",
          "GOAWAY FLOW_CONTROL_ERROR",
          "GOAWAY COMPRESSION_ERROR",
          "GOAWAY ENHANCE_YOUR_CALM",
          "PrefaceMismatch",
          "GoAway",
          "Drained");

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
    if (converse(seed, bounds, steps, new TreeSet<>())) {
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

  /**
   * Lets core, model and a random client talk.
   *
   * @param steps to which what was said is added
   * @param heard to which what was answered is added
   * @return whether they agreed to the end
   */
  static boolean converse(int seed, Bounds bounds, List<Step> steps, Set<String> heard) {
    try (Agreement agreement = new Agreement(bounds)) {
      RandomClient client = new RandomClient(seed, agreement.model());
      while (steps.size() < MOST_STEPS && !agreement.model().ended()) {
        Step step = client.next();
        steps.add(step);
        if (!agreement.take(step).isEmpty()) {
          return false;
        }
      }
      heard.addAll(agreement.heard());
      return true;
    }
  }

  /** Else they might agree about nothing much. */
  @Test
  void conversationsAreLongAndReachMostThereIs() {
    List<Step> all = new ArrayList<>();
    Set<String> heard = new TreeSet<>();
    for (int seed = 0; seed < 300; seed++) {
      List<Step> steps = new ArrayList<>();
      converse(seed, bounds(seed), steps, heard);
      all.addAll(steps);
    }
    int steps = all.size();
    assertTrue(steps > 300 * 25, () -> steps + " steps of 300 conversations");
    List<String> missing = WORTH_HEARING.stream().filter(item -> !heard.contains(item)).toList();
    assertEquals(List.of(), missing, heard::toString);
  }

  @Test
  void theShrinkerLeavesNothingThatIsNotNeeded() {
    List<Integer> list = IntStream.range(0, 100).boxed().toList();
    List<Integer> least =
        Shrinker.shrink(list, part -> part.contains(17) && part.contains(18) && part.contains(91));
    assertEquals(List.of(17, 18, 91), least);
  }
}
