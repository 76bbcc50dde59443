package h2lab.analysis.chart;

import h2lab.analysis.experiment.ChartSpec;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.XYStyler;

/** The axes of results charts: from zero or logarithmic, with thousands as k, sizes as Ki. */
final class ResultsAxes {
  /** Four decades. */
  private static final double WIDE = 1e4;

  private ResultsAxes() {}

  static void apply(XYStyler styler, List<Line> lines, ChartSpec spec) {
    styler.setMarkerSize(8);
    if (spec.overScale() == ChartSpec.Scale.LOGARITHMIC) {
      styler.setXAxisMin(Math.floor(smallestX(lines))).setXAxisMax(largestX(lines) + 0.5);
      styler.setXAxisTickLabelsFormattingFunction(x -> powerLabel(spec, x));
    } else {
      styler.setXAxisMin(0.0).setXAxisMax(1.04 * largestX(lines));
    }
    if (spec.scale() == ChartSpec.Scale.LOGARITHMIC) {
      styler.setYAxisTickLabelsFormattingFunction(ResultsAxes::sparseLabel);
      styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisMin(floor(lines)).setYAxisMax(ceiling(lines));
    } else {
      styler.setYAxisTickLabelsFormattingFunction(ResultsAxes::label);
      styler.setYAxisMin(0.0).setYAxisMax(1.08 * largestY(lines));
    }
  }

  /** What the horizontal axis says. */
  static String title(ChartSpec spec) {
    return switch (spec.over()) {
      case "pipeline" -> "requests in flight";
      case "payload" -> "content of a response (octets)";
      default -> spec.over();
    };
  }

  /** Where a level stands; on a logarithmic axis by its power of two, as sizes come. */
  static double x(ChartSpec spec, double level) {
    return spec.overScale() == ChartSpec.Scale.LOGARITHMIC ? Math.log(level) / Math.log(2) : level;
  }

  private static String powerLabel(ChartSpec spec, double power) {
    if (power != Math.rint(power)) {
      return "";
    }
    double level = Math.pow(2, power);
    return spec.over().equals("payload") ? binaryLabel(level) : label(level);
  }

  /** As {@link #label}, by powers of 1024. */
  static String binaryLabel(double value) {
    if (value >= 1 << 20) {
      return trimmed(value / (1 << 20)) + " Mi";
    }
    return value >= 1 << 10 ? trimmed(value / (1 << 10)) + " Ki" : trimmed(value);
  }

  private static double smallestX(List<Line> lines) {
    return lines.stream().flatMap(Line::xs).mapToDouble(x -> x).min().orElse(0);
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

  /** The next of 1, 2, 5, 10, 20, ... below all figures. */
  static double floor(List<Line> lines) {
    return floor(ys(lines));
  }

  /** The next of 1, 2, 5, 10, 20, ... below all figures. */
  static double floor(DoubleStream figures) {
    double least = figures.min().orElse(1);
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    return least >= 5 * decade ? 5 * decade : least >= 2 * decade ? 2 * decade : decade;
  }

  private static double ceiling(List<Line> lines) {
    return ceiling(largestY(lines));
  }

  /** The next of 1, 2, 5, 10, 20, ... above a figure. */
  static double ceiling(double most) {
    double decade = Math.pow(10, Math.floor(Math.log10(most)));
    return most <= 2 * decade ? 2 * decade : most <= 5 * decade ? 5 * decade : 10 * decade;
  }

  /** Labels of a logarithmic axis that lies below the plot, where they need much room. */
  static Function<Double, String> labels(double least, double most) {
    return most / least > WIDE ? ResultsAxes::decadeLabel : ResultsAxes::sparseLabel;
  }

  /** On an axis of many decades nothing between them has room for a label. */
  private static String decadeLabel(double value) {
    double exponent = Math.log10(value);
    return Math.abs(exponent - Math.rint(exponent)) < 1e-9 ? label(value) : "";
  }

  /** Between decades only 2 and 5 have room for a label. */
  static String sparseLabel(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    long leading = Math.round(value / decade);
    return leading == 1 || leading == 2 || leading == 5 ? label(value) : "";
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
