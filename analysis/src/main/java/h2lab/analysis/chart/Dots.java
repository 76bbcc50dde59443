package h2lab.analysis.chart;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Figure;
import h2lab.analysis.experiment.Spread;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The dots of one kind in a picture of rows: a figure at one combination of levels, for each row
 * that has it. Colour and marker tell the kind, the same in each picture of a chart.
 *
 * @param everywhere the kind's cells in all pictures
 * @param cells those in this one
 * @param place of this kind among all
 */
record Dots(ChartSpec spec, Figure figure, List<Cell> everywhere, List<Cell> cells, int place) {
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS);
  private static final String FAULTY = "trial not ok";

  /**
   * All kinds that a chart has, in the order of the combinations.
   *
   * @param everywhere the cells of all pictures
   * @param cells those of one
   */
  static List<Dots> of(List<Cell> everywhere, List<Cell> cells, ChartSpec spec) {
    Map<List<String>, List<Cell>> byLevels = new LinkedHashMap<>();
    for (Cell cell : everywhere) {
      List<String> levels = spec.lines().stream().map(cell.levels()::of).toList();
      byLevels.computeIfAbsent(levels, any -> new ArrayList<>()).add(cell);
    }
    List<Dots> all = new ArrayList<>();
    for (List<Cell> alike : byLevels.values()) {
      List<Cell> here = alike.stream().filter(cells::contains).toList();
      for (Figure figure : spec.figures()) {
        all.add(new Dots(spec, figure, alike, here, all.size()));
      }
    }
    return all;
  }

  String row(Cell cell) {
    return cell.levels().of(spec.over());
  }

  /**
   * For the legend: clients and requests in flight as people say them, others with their factor,
   * but what only some methods have not where it is as ever.
   */
  private String name() {
    Map<String, String> telling = everywhere.getFirst().levels().telling();
    List<String> words = new ArrayList<>();
    for (String factor : spec.lines()) {
      if (telling.containsKey(factor)) {
        words.add(said(factor, telling.get(factor)));
      }
    }
    String label = spec.figures().size() > 1 ? " " + figure.label() : "";
    return String.join(", ", words) + label;
  }

  /** A level as people say it. */
  static String said(String factor, String level) {
    return switch (factor) {
      case "clients" -> level + (level.equals("1") ? " client" : " clients");
      case "pipeline" -> level + " in flight";
      default -> factor + " " + level;
    };
  }

  private Color colour() {
    return ChartStyle.PALETTE.get(place % ChartStyle.PALETTE.size());
  }

  /** Smallest and largest of each dot, in all pictures. */
  DoubleStream figures() {
    return everywhere.stream()
        .flatMap(cell -> cell.spread(figure).stream())
        .flatMapToDouble(spread -> DoubleStream.of(spread.smallest(), spread.largest()))
        .filter(value -> value > 0);
  }

  void draw(XYChart chart, ToDoubleFunction<String> height) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Cell cell : cells) {
      Optional<Spread> spread = cell.spread(figure);
      if (spread.isPresent()) {
        x.add(spread.get().median());
        y.add(height.applyAsDouble(row(cell)));
      }
    }
    if (x.isEmpty() && figures().findAny().isPresent()) { // for the legend, which is one for all
      x.add(Double.NaN);
      y.add(Double.NaN);
    }
    if (!x.isEmpty()) {
      drawSpreads(chart, height);
      XYSeries dots = chart.addSeries(name(), x, y);
      dots.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      dots.setMarker(MARKERS.get(place % MARKERS.size())).setMarkerColor(colour());
    }
  }

  private void drawSpreads(XYChart chart, ToDoubleFunction<String> height) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Cell cell : cells) {
      Optional<Spread> spread = cell.spread(figure).filter(s -> s.count() > 1);
      if (spread.isPresent()) {
        double at = height.applyAsDouble(row(cell));
        x.addAll(List.of(spread.get().smallest(), spread.get().largest(), Double.NaN));
        y.addAll(List.of(at, at, Double.NaN));
      }
    }
    if (!x.isEmpty()) {
      XYSeries lines = chart.addSeries("spread of " + name(), x, y);
      lines.setLineColor(colour()).setLineWidth(1.6f).setLineStyle(new BasicStroke(1.6f));
      lines.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
    }
  }

  /**
   * Marks rows where there were trials that went wrong.
   *
   * @param edge where the marks are, just inside of the left edge
   */
  static void drawFaulty(
      XYChart chart, List<Dots> all, double edge, ToDoubleFunction<String> height) {
    List<Double> y =
        all.stream()
            .flatMap(d -> d.cells.stream().filter(cell -> !cell.faulty().isEmpty()).map(d::row))
            .distinct()
            .map(height::applyAsDouble)
            .toList();
    if (!y.isEmpty()) {
      XYSeries faulty =
          chart.addSeries(FAULTY, y.stream().map(any -> Double.valueOf(edge)).toList(), y);
      faulty.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      faulty.setMarker(SeriesMarkers.CROSS).setMarkerColor(Color.BLACK);
      faulty.setShowInLegend(false); // the remark beside it says what it is
    }
  }

  /** This kind's name if any of its trials in a row went wrong. */
  Optional<String> fault(String row) {
    return cells.stream()
        .filter(cell -> row(cell).equals(row) && !cell.faulty().isEmpty())
        .findFirst()
        .map(cell -> name());
  }
}
