package h2lab.analysis.experiment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Decides when server and load are warm: once the just-in-time compilers of both have taken next to
 * nothing of their processor time for a second. The rate of requests would not tell: it is level,
 * and low, also while hot code still waits to be compiled.
 */
final class WarmUp {
  /** Compilers may take so much of a process's time when its figures are to be believed. */
  static final double TOLERATED_SHARE = 0.05;

  /** Time between two looks. */
  static final long LOOK_MILLIS = 200;

  /** Over so many of those times the compilers must have been calm. */
  static final int LOOKS = 5;

  private final Deque<List<ProcessorTime>> looks = new ArrayDeque<>();

  /**
   * Takes another look.
   *
   * @param soFar what server and load have used
   * @return whether all were calm since the look that is {@link #LOOKS} back; one of which that is
   *     not known never is
   */
  boolean isOver(List<ProcessorTime> soFar) {
    looks.addLast(soFar);
    if (looks.size() <= LOOKS) {
      return false;
    }
    List<ProcessorTime> before = looks.removeFirst();
    for (int i = 0; i < soFar.size(); i++) {
      if (!isCalm(soFar.get(i).since(before.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCalm(ProcessorTime spent) {
    Double share = spent.compilerShare();
    return share != null && share <= TOLERATED_SHARE;
  }
}
