package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart that an experiment asks for.
 *
 * @param name the files' name without extension
 * @param over the factor on the horizontal axis, a number
 * @param lines factors whose levels make the lines
 * @param figures each makes a line of its own for each of those
 */
public record ChartSpec(
    String name, String over, List<String> lines, List<Figure> figures, Scale scale) {
  /** This chart with a line for each combination of whatever an override made vary as well. */
  public ChartSpec covering(Experiment experiment) {
    List<String> all = new ArrayList<>(lines);
    experiment.factors().stream()
        .filter(factor -> factor.levels().size() > 1)
        .map(Factor::name)
        .filter(factor -> !factor.equals(over) && !lines.contains(factor))
        .forEach(all::add);
    return new ChartSpec(name, over, all, figures, scale);
  }

  /** Of the vertical axis. */
  public enum Scale {
    LINEAR,
    LOGARITHMIC
  }
}
