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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The charts that the experiments of a folder of results ask for. */
public final class ResultsCharts {
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
      for (ChartSpec spec : experiment.charts()) {
        List<Line> lines = lines(read, experiment, spec);
        if (lines.stream().anyMatch(Line::hasFigures)) {
          XYChart chart = chart(experiment, spec, lines);
          files.addAll(ChartFile.write(chart, footer(read, experiment), folder, spec.name()));
        }
      }
    }
    return files;
  }

  private static List<Line> lines(Results results, Experiment experiment, ChartSpec spec) {
    var cellsOfLines =
        results.cells(experiment).stream()
            .collect(
                Collectors.groupingBy(
                    cell -> lineLevels(spec, cell),
                    java.util.LinkedHashMap::new,
                    Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    cellsOfLines.forEach(
        (levels, cells) -> {
          for (Figure figure : spec.figures()) {
            lines.add(new Line(experiment, spec, levels, figure, cells));
          }
        });
    return lines;
  }

  private static List<String> lineLevels(ChartSpec spec, Cell cell) {
    return spec.lines().stream().map(cell.levels()::of).toList();
  }

  private static XYChart chart(Experiment experiment, ChartSpec spec, List<Line> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.CHART_HEIGHT)
            .title(experiment.title() + ": " + fixed(experiment, spec))
            .xAxisTitle(spec.over().equals("pipeline") ? "requests in flight" : spec.over())
            .yAxisTitle(spec.figures().getFirst().axis())
            .build();
    ChartStyle.apply(chart);
    boolean logarithmic = spec.scale() == ChartSpec.Scale.LOGARITHMIC;
    ResultsAxes.apply(chart.getStyler(), lines, logarithmic);
    double floor = logarithmic ? ResultsAxes.floor(lines) : 0;
    double capWidth = ResultsAxes.largestX(lines) / 160;
    lines.forEach(line -> line.draw(chart, capWidth));
    Line.drawFaulty(chart, lines, floor);
    return chart;
  }

  /** The levels that hold for the whole chart. */
  private static String fixed(Experiment experiment, ChartSpec spec) {
    Set<String> varied =
        experiment.factors().stream().map(f -> f.name()).collect(Collectors.toSet());
    return experiment.combinations().getFirst().byFactor().entrySet().stream()
        .filter(entry -> !varied.contains(entry.getKey()) && !spec.over().equals(entry.getKey()))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String footer(Results results, Experiment experiment) {
    Environment environment = results.plan().environment();
    List<TrialResult> trials = results.rowsOf(experiment);
    long faulty = trials.stream().filter(trial -> !trial.ok()).count();
    String counted =
        "%s, h2lab %s, median of %d, bars from smallest to largest; %s measured per trial%s"
            .formatted(
                results.plan().started().substring(0, 10),
                environment.commit() == null ? "" : environment.commit(),
                experiment.repetitions(),
                experiment.measuredSeconds() + " s",
                faulty == 0 ? "" : "; " + faulty + " of " + trials.size() + " trials not ok");
    return environment.summary() + "\n" + counted;
  }
}
