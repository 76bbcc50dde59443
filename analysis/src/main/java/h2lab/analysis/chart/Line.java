package h2lab.analysis.chart;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.Figure;
import h2lab.analysis.experiment.Spread;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One line of a results chart: a figure of one combination of line levels, over the factor on the
 * horizontal axis. Colour tells the level of the first line factor and is the same in all charts;
 * the dashes tell the rest.
 */
record Line(
    Experiment experiment, ChartSpec spec, List<String> levels, Figure figure, List<Cell> cells) {
  private static final float WIDTH = 2.2f;
  private static final List<float[]> DASHES =
      List.of(new float[] {1}, new float[] {7, 5}, new float[] {2, 4}, new float[] {9, 3, 2, 3});
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.PLUS);
  private static final String FAULTY = "trial not ok";

  /** A median with its spread. */
  record Point(double x, Spread spread) {}

  boolean hasFigures() {
    return !points().isEmpty();
  }

  /** Where there is a figure, from left to right. */
  List<Point> points() {
    return cells.stream()
        .flatMap(cell -> cell.spread(figure).stream().map(spread -> new Point(x(cell), spread)))
        .sorted(java.util.Comparator.comparingDouble(Point::x))
        .toList();
  }

  /** Left and right end of the axis as this line needs it. */
  Stream<Double> xs() {
    return cells.stream().map(this::x);
  }

  private double x(Cell cell) {
    return ResultsAxes.x(spec, Double.parseDouble(cell.levels().of(spec.over())));
  }

  private String name() {
    List<String> words = new ArrayList<>();
    words.add(levels.getFirst());
    for (int i = 1; i < levels.size(); i++) {
      words.add(spec.lines().get(i) + " " + levels.get(i));
    }
    words.add(spec.figures().size() > 1 ? figure.label() : "");
    return String.join(" ", words).strip();
  }

  private int colourPlace() {
    return experiment.catalog().place(spec.lines().getFirst(), levels.getFirst());
  }

  private Color colour() {
    return ChartStyle.PALETTE.get(colourPlace() % ChartStyle.PALETTE.size());
  }

  private int dashPlace() {
    int place = spec.figures().indexOf(figure);
    for (int i = 1; i < levels.size(); i++) {
      List<String> all = experiment.levelsOf(spec.lines().get(i));
      place = place * all.size() + all.indexOf(levels.get(i));
    }
    return place % DASHES.size();
  }

  void draw(XYChart chart, double capWidth) {
    List<Point> points = points();
    if (points.isEmpty()) {
      return;
    }
    XYSeries line =
        chart.addSeries(
            name(),
            points.stream().mapToDouble(Point::x).toArray(),
            points.stream().mapToDouble(point -> point.spread().median()).toArray());
    line.setLineColor(colour()).setLineWidth(WIDTH).setLineStyle(stroke());
    line.setMarker(MARKERS.get(colourPlace() % MARKERS.size())).setMarkerColor(colour());
    drawSpreads(chart, points, capWidth);
  }

  private BasicStroke stroke() {
    float[] dashes = DASHES.get(dashPlace());
    return dashes.length == 1
        ? new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  /** XChart's error bars are symmetric, a spread around a median is not: strokes with gaps. */
  private void drawSpreads(XYChart chart, List<Point> points, double cap) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Point point : points) {
      Spread spread = point.spread();
      if (spread.count() > 1) {
        stroke(x, y, point.x() - cap, spread.smallest(), point.x() + cap, spread.smallest());
        stroke(x, y, point.x(), spread.smallest(), point.x(), spread.largest());
        stroke(x, y, point.x() - cap, spread.largest(), point.x() + cap, spread.largest());
      }
    }
    if (!x.isEmpty()) {
      XYSeries bars = chart.addSeries("spread of " + name(), x, y);
      bars.setLineColor(colour()).setLineWidth(1.2f).setLineStyle(new BasicStroke(1.2f));
      bars.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }
  }

  private static void stroke(
      List<Double> x, List<Double> y, double x1, double y1, double x2, double y2) {
    x.addAll(List.of(x1, x2, x2));
    y.addAll(List.of(y1, y2, Double.NaN));
  }

  /** Marks trials without a usable figure at the floor, so that they do not just lack. */
  static void drawFaulty(XYChart chart, List<Line> lines, double floor) {
    List<Double> x =
        lines.stream()
            .flatMap(
                line -> line.cells.stream().filter(cell -> !cell.faulty().isEmpty()).map(line::x))
            .distinct()
            .sorted()
            .toList();
    if (x.isEmpty()) {
      return;
    }
    XYSeries faulty =
        chart.addSeries(FAULTY, x, x.stream().map(any -> Double.valueOf(floor)).toList());
    faulty.setMarker(SeriesMarkers.CROSS).setMarkerColor(Color.BLACK);
    faulty.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
  }
}
