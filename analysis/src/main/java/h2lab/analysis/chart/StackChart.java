package h2lab.analysis.chart;

import h2lab.analysis.anatomy.ServerPart;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Bars below each other, each divided into what a server was busy with: panels on the same scale,
 * and a legend of the parts that occur. A bar that would make all others too short to be seen is
 * drawn at a tenth, a hundredth and so on, and says so.
 */
final class StackChart {
  /** The colour of each part, in the order of the parts. */
  static final Map<ServerPart, Color> COLOURS =
      Map.of(
          ServerPart.WAITING, ChartStyle.YELLOW,
          ServerPart.READING, ChartStyle.SKY_BLUE,
          ServerPart.WRITING, ChartStyle.BLUE,
          ServerPart.TLS, ChartStyle.VERMILION,
          ServerPart.PROTOCOL, ChartStyle.GREEN,
          ServerPart.DISPATCH, ChartStyle.ORANGE,
          ServerPart.RECORDING, ChartStyle.PURPLE,
          ServerPart.JVM, ChartStyle.BLACK,
          ServerPart.OTHER, new Color(0xBB, 0xBB, 0xBB));

  private static final int NAMES_WIDTH = 140;
  private static final int ROW_HEIGHT = 28;
  private static final int FRAME_HEIGHT = 78;
  private static final int AXIS_TITLE_HEIGHT = 26;

  /** What is said behind the longest bar, as a share of its length. */
  private static final double ROOM_BEHIND = 0.24;

  /** A bar that exceeds the middle one by more than this is drawn at a tenth. */
  private static final double MOST_OF_MEDIAN = 4;

  /** A panel to be. */
  record Panel(String title, List<Stack> stacks) {}

  private final List<Panel> panels;
  private final String axis;
  private final boolean mayShorten;
  private final double median;
  private final double most;

  private StackChart(List<Panel> panels, String axis, boolean mayShorten) {
    this.panels = panels;
    this.axis = axis;
    this.mayShorten = mayShorten;
    double[] totals =
        stacks().mapToDouble(Stack::total).filter(total -> total > 0).sorted().toArray();
    this.median = totals.length == 0 ? 1 : totals[(totals.length - 1) / 2];
    double longest = stacks().mapToDouble(bar -> bar.total() / divisor(bar)).max().orElse(1);
    this.most = (1 + ROOM_BEHIND) * (longest > 0 ? longest : 1);
  }

  /**
   * The charts of one picture, from top to bottom.
   *
   * @param mayShorten whether bars that are far longer than others may be drawn shorter
   */
  static List<Chart<?, ?>> of(List<Panel> panels, String axis, boolean mayShorten) {
    StackChart picture = new StackChart(panels, axis, mayShorten);
    List<Chart<?, ?>> charts = new ArrayList<>();
    for (Panel panel : panels) {
      charts.add(picture.chart(panel, panel == panels.getLast()));
    }
    charts.add(new PartLegend(picture.occurring()));
    return charts;
  }

  private List<ServerPart> occurring() {
    return Arrays.stream(ServerPart.values())
        .filter(part -> stacks().anyMatch(stack -> stack.parts().getOrDefault(part, 0.0) > 0))
        .toList();
  }

  private Stream<Stack> stacks() {
    return panels.stream().flatMap(panel -> panel.stacks().stream());
  }

  /** By how much a bar is made shorter: as its namesakes in other panels. */
  private double divisor(Stack bar) {
    double longest =
        stacks()
            .filter(other -> other.name().equals(bar.name()))
            .mapToDouble(Stack::total)
            .max()
            .orElse(0);
    double divisor = 1;
    while (mayShorten && longest / divisor > MOST_OF_MEDIAN * median) {
      divisor *= 10;
    }
    return divisor;
  }

  private XYChart chart(Panel panel, boolean last) {
    List<Stack> stacks = panel.stacks();
    int height = FRAME_HEIGHT + ROW_HEIGHT * stacks.size() + (last ? AXIS_TITLE_HEIGHT : 0);
    XYChart chart = ChartStyle.xyChart(panel.title(), last ? axis : "", "", height);
    CategoryAxis names =
        new CategoryAxis(
            stacks.reversed().stream().map(Stack::name).toList(),
            CategoryAxis.Side.LEFT,
            NAMES_WIDTH);
    var styler = chart.getStyler();
    styler.setPlotContentSize(1).setLegendVisible(false);
    styler.setYAxisMin(names.min()).setYAxisMax(names.max());
    styler.setYAxisTickMarkSpacingHint(names.tickSpacing(ROW_HEIGHT * stacks.size()));
    styler.setYAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    styler.setYAxisLeftWidthHint(NAMES_WIDTH);
    styler.setXAxisMin(0.0).setXAxisMax(most);
    styler.setXAxisTickLabelsFormattingFunction(ResultsAxes::label);
    styler.setPlotGridHorizontalLinesVisible(false);
    // XChart has no axis without a series, and no labels if that has the same distances throughout.
    XYSeries nothing = chart.addSeries("nothing", new double[] {0, most / 3, most}, new double[3]);
    nothing.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    nothing.setMarker(SeriesMarkers.NONE);
    chart.addAnnotation(names);
    chart.addAnnotation(new StackBars(stacks, names, this::divisor, most));
    return chart;
  }
}
