package h2lab.analysis.chart;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/**
 * A row for each level of a factor, named beside it, so that many servers can be told apart without
 * a legend; in it a dot for each combination of other levels. A row without dots says why.
 */
final class DotChart {
  private static final int NAMES_WIDTH = 130;
  private static final int ROW_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 112;
  private static final int LEGEND_HEIGHT = 38;
  private static final int LEGEND_ROW_HEIGHT = 25;

  /** More would not fit beside each other. */
  private static final int MOST_BESIDE = 4;

  private static final int REMARK_GAP = 20;

  /** Of half a mark, as a share of the width. */
  private static final double MARK_ROOM = 0.015;

  private final Experiment experiment;
  private final ChartSpec spec;
  private final List<String> rows;
  private final List<Dots> dots;
  private final List<Cell> cells;
  private final CategoryAxis names;

  private DotChart(Experiment experiment, ChartSpec spec, List<Cell> everywhere, List<Cell> cells) {
    this.experiment = experiment;
    this.spec = spec;
    this.cells = cells;
    this.rows =
        experiment.levelsOf(spec.over()).stream()
            .filter(row -> cells.stream().anyMatch(c -> c.levels().of(spec.over()).equals(row)))
            .toList();
    this.dots = Dots.of(everywhere, cells, spec);
    boolean ofMethods = spec.over().equals("method");
    this.names =
        new CategoryAxis(
            rows.reversed(),
            CategoryAxis.Side.LEFT,
            NAMES_WIDTH,
            row -> ofMethods && experiment.isOurs(row));
  }

  /** The pictures, on the same scale; none if no trial has a figure. */
  static List<XYChart> panels(List<Cell> cells, Experiment experiment, ChartSpec spec) {
    Map<String, List<Cell>> byPanel = ResultsCharts.byPanel(cells, spec);
    double[] figures =
        Dots.of(cells, cells, spec).stream().flatMapToDouble(Dots::figures).sorted().toArray();
    if (figures.length == 0) {
      return List.of();
    }
    boolean logarithmic = spec.scale() == ChartSpec.Scale.LOGARITHMIC;
    double least = logarithmic ? ResultsAxes.floor(DoubleStream.of(figures)) : 0;
    double most =
        logarithmic
            ? ResultsAxes.ceiling(figures[figures.length - 1])
            : 1.08 * figures[figures.length - 1];
    List<XYChart> panels = new ArrayList<>();
    byPanel.forEach(
        (panel, some) ->
            panels.add(
                new DotChart(experiment, spec, cells, some)
                    .chart(
                        ResultsCharts.title(experiment, spec, panel, panels.isEmpty()),
                        panels.size() + 1 == byPanel.size(),
                        least,
                        most)));
    return panels;
  }

  /** The panels have their legend in common: the last one has it. */
  private XYChart chart(String title, boolean last, double least, double most) {
    String axis = spec.axis();
    boolean below = dots.size() > MOST_BESIDE;
    int legend = !last ? 0 : below ? LEGEND_ROW_HEIGHT * dots.size() : LEGEND_HEIGHT;
    int height = FRAME_HEIGHT + ROW_HEIGHT * rows.size() + legend;
    XYChart chart = ChartStyle.xyChart(title, axis, "", height);
    chart.getStyler().setLegendVisible(last);
    chart.getStyler().setLegendSeriesLineLength(12);
    if (below) {
      chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    }
    draw(chart, least, most);
    return chart;
  }

  private void draw(XYChart chart, double least, double most) {
    var styler = chart.getStyler();
    styler.setPlotContentSize(1).setMarkerSize(9);
    styler.setYAxisMin(names.min()).setYAxisMax(names.max());
    styler.setYAxisTickMarkSpacingHint(names.tickSpacing(ROW_HEIGHT * rows.size()));
    styler.setYAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    styler.setYAxisLeftWidthHint(NAMES_WIDTH);
    styler.setXAxisMin(least).setXAxisMax(most);
    if (spec.scale() == ChartSpec.Scale.LOGARITHMIC) {
      styler.setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false);
      styler.setXAxisTickLabelsFormattingFunction(ResultsAxes.labels(least, most));
    } else {
      styler.setXAxisTickLabelsFormattingFunction(ResultsAxes::label);
    }
    chart.addAnnotation(names);
    dots.forEach(kind -> kind.draw(chart, names::position));
    Dots.drawFaulty(chart, dots, justInside(least, most), names::position);
    chart.addAnnotation(new RowRemarks(remarks(), REMARK_GAP));
  }

  /** A place at the left edge where a mark is not cut. */
  private double justInside(double least, double most) {
    return spec.scale() == ChartSpec.Scale.LOGARITHMIC
        ? least * Math.pow(most / least, MARK_ROOM)
        : MARK_ROOM * most;
  }

  /** What rows say beside their dots, by height. */
  private Map<Double, String> remarks() {
    Map<Double, String> remarks = new LinkedHashMap<>();
    for (String row : rows) {
      double height = names.share(names.position(row));
      List<Cell> own = cells.stream().filter(c -> c.levels().of(spec.over()).equals(row)).toList();
      String faults =
          dots.stream().flatMap(kind -> kind.fault(row).stream()).collect(Collectors.joining("; "));
      if (own.stream().allMatch(Cell::absent)) {
        remarks.put(height, "absent");
      } else if (!faults.isEmpty()) {
        remarks.put(height, "not ok: " + faults);
      }
    }
    return remarks;
  }
}
