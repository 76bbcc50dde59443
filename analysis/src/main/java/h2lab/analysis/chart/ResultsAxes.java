package h2lab.analysis.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.XYStyler;

/** The axes of results charts: from zero or over whole decades, with thousands as k. */
final class ResultsAxes {
  private ResultsAxes() {}

  static void apply(XYStyler styler, List<Line> lines, boolean logarithmic) {
    styler.setMarkerSize(8);
    styler.setXAxisMin(0.0).setXAxisMax(1.04 * largestX(lines));
    styler.setYAxisTickLabelsFormattingFunction(ResultsAxes::label);
    if (logarithmic) {
      styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisMin(floor(lines)).setYAxisMax(ceiling(lines));
    } else {
      styler.setYAxisMin(0.0).setYAxisMax(1.08 * largestY(lines));
    }
  }

  static double largestX(List<Line> lines) {
    return lines.stream().flatMap(Line::xs).mapToDouble(x -> x).max().orElse(1);
  }

  private static DoubleStream ys(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .flatMapToDouble(p -> DoubleStream.of(p.spread().smallest(), p.spread().largest()))
        .filter(y -> y > 0);
  }

  private static double largestY(List<Line> lines) {
    return ys(lines).max().orElse(1);
  }

  /** The decade below all figures. */
  static double floor(List<Line> lines) {
    return Math.pow(10, Math.floor(Math.log10(ys(lines).min().orElse(1))));
  }

  private static double ceiling(List<Line> lines) {
    return Math.pow(10, Math.ceil(Math.log10(largestY(lines))));
  }

  static String label(double value) {
    if (value >= 1e6) {
      return trimmed(value / 1e6) + " M";
    }
    return value >= 1e3 ? trimmed(value / 1e3) + " k" : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
