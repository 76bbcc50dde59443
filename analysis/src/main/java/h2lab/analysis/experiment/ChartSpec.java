package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A chart that an experiment asks for.
 *
 * @param name the files' name without extension
 * @param form null for lines
 * @param over the factor on the horizontal axis, a number; of dots and stacks, the one whose levels
 *     have a row
 * @param panels the factor whose levels get a picture each, below each other; null for one picture
 * @param lines factors whose levels make the lines, or the dots of a row; of stacks, a picture each
 * @param figures each makes a line of its own for each of those
 * @param scale of the axis of figures
 * @param overScale of the horizontal axis of lines
 * @param relativeTo levels of some factors: figures are shown as ratios to those of the trials that
 *     have these levels and are else alike; null for figures as they are
 */
public record ChartSpec(
    String name,
    Form form,
    String over,
    String panels,
    List<String> lines,
    List<Figure> figures,
    Scale scale,
    Scale overScale,
    Map<String, String> relativeTo) {
  /** Fills in what is left out. */
  public ChartSpec {
    overScale = overScale == null ? Scale.LINEAR : overScale;
    form = form == null ? Form.LINES : form;
  }

  /** What the axis of figures says, with the unit. */
  public String axis() {
    String axis = figures.getFirst().axis();
    return relativeTo == null
        ? axis
        : axis.replaceFirst(" \\(.*\\)$", "")
            + ", ratio to that with "
            + relativeTo.entrySet().stream()
                .map(base -> base.getKey() + " " + base.getValue())
                .collect(Collectors.joining(", "));
  }

  /** This chart with a line for each combination of whatever an override made vary as well. */
  public ChartSpec covering(Experiment experiment) {
    List<String> all = new ArrayList<>(lines);
    experiment.factors().stream()
        .filter(factor -> factor.levels().size() > 1)
        .map(Factor::name)
        .filter(factor -> !factor.equals(over) && !factor.equals(panels) && !lines.contains(factor))
        .forEach(all::add);
    return new ChartSpec(name, form, over, panels, all, figures, scale, overScale, relativeTo);
  }

  /** How figures are shown. */
  public enum Form {
    /** Over a factor that is a number. */
    LINES,
    /** A row for each level of a factor that is none. */
    DOTS,
    /** A row as with dots, in which a bar is divided into what the server was busy with. */
    STACKS
  }

  /** Of an axis. */
  public enum Scale {
    LINEAR,
    LOGARITHMIC
  }
}
