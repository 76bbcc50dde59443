package h2lab.analysis.experiment;

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
  /** Of the vertical axis. */
  public enum Scale {
    LINEAR,
    LOGARITHMIC
  }
}
