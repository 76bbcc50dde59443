package h2lab.analysis.experiment;

import java.util.List;

/**
 * One run of one server under one load, still to be made.
 *
 * @param order place in the sweep, from 1
 * @param repetition from 1
 * @param experiments those that use its result
 */
public record Trial(
    int order, Levels levels, int repetition, Phases phases, List<String> experiments) {
  /** Unique in its sweep and fit for a file name. */
  public String name() {
    return levels.shortName() + "_r" + repetition;
  }
}
