package h2lab.analysis.recording;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds which step of a client followed which. Rows come in any order, so a step waits here until
 * both its neighbours have come; recordings are in disorder by a buffer at most, so that few wait.
 *
 * @param <S> what is to be known of a step
 */
public final class StepPairs<S> {
  /** Takes two steps of a client, one right after the other. */
  @FunctionalInterface
  public interface Pair<S> {
    void take(S earlier, S later);
  }

  private final Pair<S> pair;
  private final ByClient<Steps<S>> byClient = new ByClient<>(id -> new Steps<>());

  /** A step that a neighbour has not come of. */
  private static final class Waiting<S> {
    final S step;
    boolean joinedBefore;
    boolean joinedAfter;

    Waiting(S step) {
      this.step = step;
    }
  }

  /** The steps of a client that wait. Mostly that is one, the last, which needs no map. */
  private static final class Steps<S> {
    final Map<Long, Waiting<S>> waiting = new HashMap<>();
    long lastNumber; // 0 if it is in the map, as the others
    S last;

    int size() {
      return waiting.size() + (lastNumber == 0 ? 0 : 1);
    }
  }

  /**
   * @param pair told of each, in no particular order
   */
  public StepPairs(Pair<S> pair) {
    this.pair = pair;
  }

  /**
   * Takes the next step there is.
   *
   * @param number from 1
   */
  public void add(long clientId, long number, S step) {
    Steps<S> steps = byClient.of(clientId);
    if (steps.waiting.isEmpty() && number == steps.lastNumber + 1) {
      if (number > 1) {
        pair.take(steps.last, step);
      }
      steps.lastNumber = number;
      steps.last = step;
    } else {
      addInDisorder(steps, number, step);
    }
  }

  private void addInDisorder(Steps<S> steps, long number, S step) {
    if (steps.lastNumber > 0) {
      Waiting<S> last = new Waiting<>(steps.last);
      last.joinedBefore = true;
      steps.waiting.put(steps.lastNumber, last);
      steps.lastNumber = 0;
    }
    Waiting<S> one = new Waiting<>(step);
    one.joinedBefore = number == 1; // nothing comes before the first
    steps.waiting.put(number, one);
    join(steps.waiting, number - 1, number);
    join(steps.waiting, number, number + 1);
    if (steps.waiting.size() == 1) {
      steps.waiting.forEach((only, waiting) -> keepAsLast(steps, only, waiting));
      if (steps.lastNumber > 0) {
        steps.waiting.clear();
      }
    }
  }

  private static <S> void keepAsLast(Steps<S> steps, long number, Waiting<S> waiting) {
    if (waiting.joinedBefore) {
      steps.lastNumber = number;
      steps.last = waiting.step;
    }
  }

  private void join(Map<Long, Waiting<S>> waiting, long from, long to) {
    Waiting<S> earlier = waiting.get(from);
    Waiting<S> later = waiting.get(to);
    if (earlier != null && later != null) {
      pair.take(earlier.step, later.step);
      earlier.joinedAfter = true;
      later.joinedBefore = true;
      leave(waiting, from, earlier);
      leave(waiting, to, later);
    }
  }

  private static <S> void leave(Map<Long, Waiting<S>> waiting, long number, Waiting<S> one) {
    if (one.joinedBefore && one.joinedAfter) {
      waiting.remove(number);
    }
  }

  /** Steps kept because a neighbour has not come. */
  public int waiting() {
    return byClient.all().stream().mapToInt(Steps::size).sum();
  }
}
