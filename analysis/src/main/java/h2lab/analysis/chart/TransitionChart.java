package h2lab.analysis.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Which action follows which, and how often: rows are what was done, columns what came next. A cell
 * is the darker the more, on a log scale, since counts differ by orders of magnitude.
 *
 * <p>XChart's own heat map takes no names that it finds too long, hence cells drawn here.
 */
final class TransitionChart {
  private static final Color ONCE = new Color(0xEA, 0xF4, 0xFB);
  private static final Color MOST = ChartStyle.SKY_BLUE;
  private static final int NAMES_WIDTH = 145;
  private static final int TITLE_PADDING = 130;
  private static final int PLOT_WIDTH = 560;
  private static final int PLOT_HEIGHT = 360;

  private final TransitionCounts transitions;
  private final List<String> actions;
  private final CategoryAxis next;
  private final CategoryAxis done;

  /**
   * @param actions left to right and top to bottom
   */
  TransitionChart(TransitionCounts transitions, List<String> actions) {
    this.transitions = transitions;
    this.actions = actions;
    this.next = new CategoryAxis(actions, CategoryAxis.Side.BELOW, NAMES_WIDTH);
    this.done = new CategoryAxis(actions.reversed(), CategoryAxis.Side.LEFT, NAMES_WIDTH);
  }

  XYChart chart(String title) {
    XYChart chart = ChartStyle.xyChart(title, "next action", "action", ChartStyle.CHART_HEIGHT);
    var styler = chart.getStyler();
    styler.setLegendVisible(false).setPlotContentSize(1);
    styler.setAnnotationTextFont(ChartStyle.font(Font.BOLD, 12));
    styler.setXAxisMin(next.min()).setXAxisMax(next.max());
    styler.setYAxisMin(done.min()).setYAxisMax(done.max());
    styler.setXAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    styler.setYAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    styler.setXAxisTickMarkSpacingHint(next.tickSpacing(PLOT_WIDTH));
    styler.setYAxisTickMarkSpacingHint(done.tickSpacing(PLOT_HEIGHT));
    styler.setAxisTitlePadding(TITLE_PADDING);
    chart.addAnnotation(next);
    chart.addAnnotation(done);
    for (String from : actions) {
      for (String to : actions) {
        addCell(chart, from, to);
      }
    }
    return chart;
  }

  private void addCell(XYChart chart, String from, String to) {
    long count = transitions.count(from, to);
    if (count > 0) {
      double x = next.position(to);
      double y = done.position(from);
      double[] xs = {x - 0.5, x + 0.5, x + 0.5, x - 0.5};
      double[] ys = {y - 0.5, y - 0.5, y + 0.5, y + 0.5};
      XYSeries cell = chart.addSeries(from + " " + to, xs, ys);
      cell.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      cell.setMarker(SeriesMarkers.NONE).setLineColor(Color.WHITE);
      cell.setFillColor(color(count));
      String text = String.format(Locale.ROOT, "%,d", count);
      chart.addAnnotation(new AnnotationText(text, x, y, false));
    }
  }

  private Color color(long count) {
    double depth = Math.log(count) / Math.max(1, Math.log(transitions.largest()));
    return new Color(
        between(ONCE.getRed(), MOST.getRed(), depth),
        between(ONCE.getGreen(), MOST.getGreen(), depth),
        between(ONCE.getBlue(), MOST.getBlue(), depth));
  }

  private static int between(int low, int high, double share) {
    return (int) Math.round(low + share * (high - low));
  }
}
