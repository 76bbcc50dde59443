package h2lab.analysis.chart;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Environment;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.Figure;
import h2lab.analysis.experiment.Results;
import h2lab.analysis.experiment.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** The charts that the experiments of a folder of results ask for. */
public final class ResultsCharts {
  /** With more lines than this the legend stands beside the chart. */
  private static final int BESIDE_FROM = 3;

  /** Of one picture among several. */
  private static final int PANEL_HEIGHT = 360;

  private ResultsCharts() {}

  /**
   * Draws all charts for which there is a figure, as PNG and SVG.
   *
   * @param results a folder that {@code h2lab run} made, complete or not
   * @param folder for the charts; made if it is missing
   * @return the files written
   * @throws IOException if there are no results, or a chart cannot be written
   */
  public static List<Path> draw(Path results, Path folder) throws IOException {
    Results read = Results.read(results);
    List<Path> files = new ArrayList<>();
    for (Experiment experiment : read.plan().experiments()) {
      for (ChartSpec asked : experiment.charts()) {
        files.addAll(draw(read, experiment, asked.covering(experiment), folder));
      }
    }
    return files;
  }

  private static List<Path> draw(
      Results results, Experiment experiment, ChartSpec spec, Path folder) throws IOException {
    if (spec.form() == ChartSpec.Form.STACKS) {
      return new ResultsStacks(results, experiment, spec).draw(folder);
    }
    List<XYChart> panels = panels(results, experiment, spec);
    return panels.isEmpty()
        ? List.of()
        : ChartFile.write(panels, footer(results, experiment), folder, spec.name());
  }

  /** The pictures of a chart, from top to bottom; none if there is no figure. */
  static List<XYChart> panels(Results results, Experiment experiment, ChartSpec spec) {
    if (spec.form() == ChartSpec.Form.DOTS) {
      return DotChart.panels(results.cells(experiment, spec), experiment, spec);
    }
    List<Line> all = lines(results.cells(experiment, spec), experiment, spec);
    if (all.stream().noneMatch(Line::hasFigures)) {
      return List.of();
    }
    List<XYChart> panels = new ArrayList<>();
    byPanel(results.cells(experiment, spec), spec)
        .forEach(
            (panel, cells) ->
                panels.add(
                    chart(
                        title(experiment, spec, panel, panels.isEmpty()),
                        spec,
                        lines(cells, experiment, spec),
                        all)));
    return panels;
  }

  /** The cells of each picture. */
  static Map<String, List<Cell>> byPanel(List<Cell> cells, ChartSpec spec) {
    return cells.stream()
        .collect(
            Collectors.groupingBy(
                cell -> spec.panels() == null ? "" : cell.levels().of(spec.panels()),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** The first picture says what all of them show. */
  static String title(Experiment experiment, ChartSpec spec, String panel, boolean first) {
    String which = spec.panels() == null ? "" : panelName(experiment, spec.panels(), panel);
    return first
        ? experiment.title() + fixed(experiment) + (which.isEmpty() ? "" : ": " + which)
        : which;
  }

  static String panelName(Experiment experiment, String factor, String level) {
    if (!factor.equals("tls")) {
      return factor + " " + level;
    }
    if (level.equals("off")) {
      return "cleartext";
    }
    List<String> methods = experiment.levelsOf("method");
    if (methods.stream().noneMatch(experiment::isOurs)) {
      return "TLS of their own";
    }
    boolean mixed = !methods.stream().allMatch(experiment::isOurs);
    return "TLS by " + level + (mixed ? " in ours, by their own in others" : "");
  }

  static List<Line> lines(List<Cell> cells, Experiment experiment, ChartSpec spec) {
    var cellsOfLines =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> lineLevels(spec, cell), LinkedHashMap::new, Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    cellsOfLines.forEach(
        (levels, own) -> {
          for (Figure figure : spec.figures()) {
            lines.add(new Line(experiment, spec, levels, figure, own));
          }
        });
    return lines;
  }

  private static List<String> lineLevels(ChartSpec spec, Cell cell) {
    return spec.lines().stream().map(cell.levels()::of).toList();
  }

  /**
   * One picture.
   *
   * @param lines in it
   * @param all that its axes have to fit, those of other pictures included
   */
  static XYChart chart(String title, ChartSpec spec, List<Line> lines, List<Line> all) {
    String figure = spec.axis();
    int height = spec.panels() == null ? ChartStyle.CHART_HEIGHT : PANEL_HEIGHT;
    XYChart chart = ChartStyle.xyChart(title, ResultsAxes.title(spec), figure, height);
    if (lines.size() > BESIDE_FROM) {
      chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    }
    boolean logarithmic = spec.scale() == ChartSpec.Scale.LOGARITHMIC;
    ResultsAxes.apply(chart.getStyler(), all, spec);
    double capWidth = ResultsAxes.largestX(all) / 160;
    lines.forEach(line -> line.draw(chart, capWidth));
    Line.drawFaulty(chart, lines, logarithmic ? ResultsAxes.floor(all) : 0);
    return chart;
  }

  /** The levels that the experiment fixes, for the title. */
  static String fixed(Experiment experiment) {
    return experiment.fixed().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .map(level -> level.equals("level off") ? "no recording" : level)
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** The levels that nobody chose, for the footer. */
  private static String defaults(Experiment experiment) {
    Set<String> said = new HashSet<>(experiment.fixed().keySet());
    experiment.factors().forEach(factor -> said.add(factor.name()));
    return experiment.combinations().getFirst().telling().entrySet().stream()
        .filter(entry -> !said.contains(entry.getKey()))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** When, on which machine, and by which commit. */
  static String machine(Results results) {
    Environment environment = results.plan().environment();
    return "%s, %s%s"
        .formatted(
            results.plan().started().substring(0, 10),
            environment.summary(),
            environment.commit() == null ? "" : ", h2lab " + environment.commit());
  }

  static String footer(Results results, Experiment experiment) {
    List<TrialResult> trials = results.rowsOf(experiment);
    long unsteady = trials.stream().filter(TrialResult::unsteady).count();
    long faulty = trials.stream().filter(t -> !t.ok() && !t.absent()).count();
    String counted =
        experiment.repetitions() > 1
            ? "median of %d, bars from smallest to largest".formatted(experiment.repetitions())
            : "single trials";
    long ours = experiment.levelsOf("method").stream().filter(experiment::isOurs).count();
    boolean mixed = ours > 0 && ours < experiment.levelsOf("method").size();
    return "%s%n%s, %s s each%s; %s%s%s%s"
        .formatted(
            machine(results),
            counted,
            experiment.measuredSeconds(),
            experiment.keepsServers() ? ", by one process of each server" : "",
            defaults(experiment),
            mixed ? "; bold: h2lab's own" : "",
            of(unsteady, trials, "still changed by over 10 %"),
            of(faulty, trials, "not ok"));
  }

  private static String of(long some, List<TrialResult> trials, String what) {
    return some == 0 ? "" : "; " + some + " of " + trials.size() + " trials " + what;
  }
}
