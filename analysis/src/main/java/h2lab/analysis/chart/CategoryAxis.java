package h2lab.analysis.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Names at the whole numbers of an axis: 0 has the first. XChart itself leaves out names that it
 * finds too long or too close, so it is given blank ones and these are painted beside its axis,
 * which has to take up the whole plot. Where that is, is reckoned here: of a plot that is lower
 * than two ticks are apart XChart does not say it.
 */
final class CategoryAxis extends Annotation {
  /** Where the names stand. */
  enum Side {
    LEFT,
    /** Slanted, since names are longer than columns are wide. */
    BELOW
  }

  private static final int POINTS = 12;
  private static final int GAP = 9;
  private static final double SLANT = Math.toRadians(-40);

  private final List<String> names;
  private final Side side;
  private final int room;
  private final Predicate<String> bold;

  /**
   * @param names left to right or bottom to top
   * @param room pixels that the longest name may take; it is made smaller to fit
   */
  CategoryAxis(List<String> names, Side side, int room) {
    this(names, side, room, name -> false);
  }

  /**
   * @param bold which names stand out
   */
  CategoryAxis(List<String> names, Side side, int room, Predicate<String> bold) {
    super(false);
    this.names = names;
    this.side = side;
    this.room = room;
    this.bold = bold;
  }

  double min() {
    return -0.5;
  }

  double max() {
    return names.size() - 0.5;
  }

  double position(String name) {
    return names.indexOf(name);
  }

  /** How far along the axis a position is, from 0 to 1. */
  double share(double position) {
    return (position - min()) / (max() - min());
  }

  /**
   * The distance of ticks to ask XChart for, so that it puts one at each whole number: it takes the
   * round number next to what is asked for.
   *
   * @param length of the axis in pixels, roughly
   */
  int tickSpacing(int length) {
    return Math.max(1, length / names.size());
  }

  /** Blanks; if those at both ends were the same, XChart would think it cannot label the axis. */
  static Function<Double, String> blankLabels() {
    return position -> position < 0 ? " " : "  ";
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(ChartStyle.GREY);
    for (int index = 0; index < names.size(); index++) {
      graphics.fill(placed(names.get(index), index, graphics));
    }
  }

  private Shape placed(String name, int index, Graphics2D graphics) {
    int style = bold.test(name) ? Font.BOLD : Font.PLAIN;
    int widest = side == Side.LEFT ? room - 2 * GAP : room;
    Font font = ChartStyle.fitting(name, style, POINTS, widest);
    Shape text = font.createGlyphVector(graphics.getFontRenderContext(), name).getOutline();
    Rectangle2D size = text.getBounds2D();
    AffineTransform place = new AffineTransform();
    if (side == Side.LEFT) {
      double height = getYAxisScreenValueForMax() - getYAxisScreenValueForMin();
      place.translate(
          getXAxisScreenValueForMin() - GAP, getYAxisScreenValueForMax() - share(index) * height);
      place.translate(0, POINTS / 3.0);
    } else {
      double width = getXAxisScreenValueForMax() - getXAxisScreenValueForMin();
      place.translate(
          getXAxisScreenValueForMin() + share(index) * width, getYAxisScreenValueForMax() + GAP);
      place.rotate(SLANT);
      place.translate(0, POINTS / 2.0);
    }
    place.translate(-size.getMaxX(), 0);
    return place.createTransformedShape(text);
  }
}
