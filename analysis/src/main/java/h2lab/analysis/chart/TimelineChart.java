package h2lab.analysis.chart;

import h2lab.analysis.recording.ActionRow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The steps of one client over time: above, a lane for each action with a mark at each selection;
 * below, what waited in the buffers then.
 */
final class TimelineChart {
  private static final int LANES_HEIGHT = 330;
  private static final int LEVELS_HEIGHT = ChartStyle.CHART_HEIGHT - LANES_HEIGHT;
  private static final int PLOT_HEIGHT = LANES_HEIGHT - 65;
  private static final int NAMES_WIDTH = 160;
  private static final int MOST_STEPS_JOINED = 400;
  private static final Color PATH = new Color(0xC8, 0xC8, 0xC8);
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MICROS_UP_TO_NANOS = 5e6;

  private final List<ActionRow> steps;
  private final List<String> actions;
  private final CategoryAxis lanes;
  private final double unitNanos;
  private final String unit;

  /**
   * @param steps at least one
   * @param actions the lanes, top to bottom
   */
  TimelineChart(List<ActionRow> steps, List<String> actions) {
    this.steps = steps;
    this.actions = actions;
    this.lanes = new CategoryAxis(actions.reversed(), CategoryAxis.Side.LEFT, NAMES_WIDTH - 15);
    boolean micros = steps.getLast().timeNanos() < MICROS_UP_TO_NANOS;
    this.unitNanos = micros ? NANOS_PER_MICRO : NANOS_PER_MILLI;
    this.unit = micros ? "µs" : "ms";
  }

  /** Both panels, the upper one first. */
  List<XYChart> panels(String title) {
    return List.of(lanes(title), levels());
  }

  private XYChart lanes(String title) {
    XYChart chart = ChartStyle.xyChart(title, "", "", LANES_HEIGHT);
    if (steps.size() <= MOST_STEPS_JOINED) {
      XYSeries path = chart.addSeries(" ", times(steps), heights(steps));
      path.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step).setMarker(SeriesMarkers.NONE);
      path.setLineColor(PATH).setLineStyle(new BasicStroke(1f));
    }
    for (int lane = 0; lane < actions.size(); lane++) {
      addLane(chart, lane);
    }
    var styler = chart.getStyler();
    styler.setLegendVisible(false);
    styler.setMarkerSize(steps.size() <= MOST_STEPS_JOINED ? 7 : 4);
    styler.setYAxisMin(lanes.min()).setYAxisMax(lanes.max());
    styler.setYAxisTickMarkSpacingHint(lanes.tickSpacing(PLOT_HEIGHT));
    styler.setYAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    chart.addAnnotation(lanes);
    fitBothPanels(chart);
    return chart;
  }

  private void addLane(XYChart chart, int lane) {
    String action = actions.get(lane);
    List<ActionRow> selections = steps.stream().filter(s -> s.action().equals(action)).toList();
    if (!selections.isEmpty()) {
      XYSeries series = chart.addSeries(action, times(selections), heights(selections));
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(ChartStyle.PALETTE.get(lane % (ChartStyle.PALETTE.size() - 1)));
    }
  }

  private XYChart levels() {
    String xTitle = "time from accept (" + unit + ")";
    XYChart chart = ChartStyle.xyChart("", xTitle, "waiting (octets)", LEVELS_HEIGHT);
    addLevel(chart, "TLS pending", ChartStyle.BLUE, ActionRow::tlsPending);
    addLevel(chart, "to encrypt", ChartStyle.ORANGE, ActionRow::toEncrypt);
    addLevel(chart, "to write", ChartStyle.GREEN, ActionRow::toWrite);
    chart.getStyler().setChartTitleVisible(false);
    // A little room on both sides, so that a line at 0 does not hide in the axis.
    double most = Math.max(1, steps.stream().mapToInt(TimelineChart::most).max().orElse(0));
    chart.getStyler().setYAxisMin(-0.05 * most).setYAxisMax(1.05 * most);
    chart.getStyler().setYAxisDecimalPattern("#,##0");
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    fitBothPanels(chart);
    return chart;
  }

  private static int most(ActionRow step) {
    return Math.max(step.tlsPending(), Math.max(step.toEncrypt(), step.toWrite()));
  }

  private void addLevel(XYChart chart, String name, Color color, ToIntFunction<ActionRow> octets) {
    double[] levels = steps.stream().mapToDouble(octets::applyAsInt).toArray();
    XYSeries series = chart.addSeries(name, times(steps), levels);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(new BasicStroke(1.6f));
  }

  /** The same times stand above each other. */
  private void fitBothPanels(XYChart chart) {
    double first = steps.getFirst().timeNanos() / unitNanos;
    double last = Math.max(steps.getLast().timeNanos() / unitNanos, first + 1e-3);
    double margin = (last - first) * 0.02;
    var styler = chart.getStyler();
    styler.setXAxisMin(first - margin).setXAxisMax(last + margin);
    styler.setPlotContentSize(1);
    styler.setYAxisLeftWidthHint(NAMES_WIDTH);
    styler.setXAxisTickLabelsFormattingFunction(TimelineChart::time);
  }

  private static String time(double time) {
    return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(time);
  }

  private double[] times(List<ActionRow> rows) {
    return rows.stream().mapToDouble(row -> row.timeNanos() / unitNanos).toArray();
  }

  private double[] heights(List<ActionRow> rows) {
    return rows.stream().mapToDouble(row -> lanes.position(row.action())).toArray();
  }
}
