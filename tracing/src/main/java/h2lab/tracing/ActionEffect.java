package h2lab.tracing;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may have changed of a client when its next action is selected. Facts are sets as bits, see
 * {@link ActionVocabulary}.
 *
 * @param course what follows; null if the table does not say, and nothing of this is known
 * @param adds facts that hold then, unless the action failed
 * @param removes facts that do not hold then, unless it failed
 * @param mayAdd facts that may have begun to hold, by the action or meanwhile
 * @param mayRemove facts that may have ceased to hold
 * @param moves points that octets may have passed
 */
public record ActionEffect(
    Course course, int adds, int removes, int mayAdd, int mayRemove, Set<FlowPoint> moves) {
  /** Of an action of which nothing is told. */
  public static final ActionEffect UNTOLD = of(null);

  /** Begins with an action that changes nothing. */
  public static ActionEffect of(Course course) {
    return new ActionEffect(course, 0, 0, 0, 0, EnumSet.noneOf(FlowPoint.class));
  }

  /** And always adds these facts. */
  public ActionEffect adds(int facts) {
    return new ActionEffect(course, adds | facts, removes, mayAdd, mayRemove, moves);
  }

  /** And always removes these. */
  public ActionEffect removes(int facts) {
    return new ActionEffect(course, adds, removes | facts, mayAdd, mayRemove, moves);
  }

  /** And sometimes adds these. */
  public ActionEffect mayAdd(int facts) {
    return new ActionEffect(course, adds, removes, mayAdd | facts, mayRemove, moves);
  }

  /** And sometimes removes these. */
  public ActionEffect mayRemove(int facts) {
    return new ActionEffect(course, adds, removes, mayAdd, mayRemove | facts, moves);
  }

  /** And moves octets past these points. */
  public ActionEffect moves(FlowPoint... points) {
    EnumSet<FlowPoint> all = EnumSet.copyOf(moves);
    all.addAll(Set.of(points));
    return new ActionEffect(course, adds, removes, mayAdd, mayRemove, all);
  }

  /** The points as a recording lists them: their marks. */
  String marksOfPoints() {
    StringBuilder marks = new StringBuilder();
    moves.forEach(point -> marks.append(point.mark()));
    return marks.toString();
  }
}
