package h2lab.analysis.experiment;

import java.util.List;

/**
 * One run of one server under one load, still to be made.
 *
 * @param order place in the sweep, from 1
 * @param repetition from 1
 * @param experiments those that use its result
 * @param serverStays for other trials of the same server, instead of ending with this one
 */
public record Trial(
    int order,
    Levels levels,
    int repetition,
    Phases phases,
    List<String> experiments,
    boolean serverStays) {
  /** A trial with a server of its own. */
  Trial(int order, Levels levels, int repetition, Phases phases, List<String> experiments) {
    this(order, levels, repetition, phases, experiments, false);
  }

  /** The same for a server that had this load before, so that it is warm sooner. */
  Trial warm() {
    return new Trial(order, levels, repetition, phases.warm(), experiments, serverStays);
  }

  /** Unique in its sweep and fit for a file name. */
  public String name() {
    return levels.shortName() + "_r" + repetition;
  }
}
