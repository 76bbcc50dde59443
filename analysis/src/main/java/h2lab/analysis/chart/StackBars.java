package h2lab.analysis.chart;

import h2lab.analysis.anatomy.ServerPart;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.internal.chartpart.Annotation;

/** The bars of a {@link StackChart}, with amounts in parts that are wide enough, and their sum. */
final class StackBars extends Annotation {
  private static final int POINTS = 11;
  private static final int GAP = 6;
  private static final double THICKNESS = 0.72;
  private static final Set<ServerPart> DARK =
      Set.of(ServerPart.WRITING, ServerPart.TLS, ServerPart.PROTOCOL, ServerPart.JVM);

  private final List<Stack> stacks;
  private final CategoryAxis names;
  private final ToDoubleFunction<Stack> divisor;
  private final double most;

  /**
   * @param divisor by how much a bar is made shorter
   * @param most what the axis ends at
   */
  StackBars(List<Stack> stacks, CategoryAxis names, ToDoubleFunction<Stack> divisor, double most) {
    super(false);
    this.stacks = stacks;
    this.names = names;
    this.divisor = divisor;
    this.most = most;
  }

  @Override
  public void paint(Graphics2D graphics) {
    stacks.forEach(stack -> paint(stack, graphics));
  }

  private void paint(Stack stack, Graphics2D graphics) {
    double top = getYAxisScreenValueForMin();
    double bottom = getYAxisScreenValueForMax();
    double row = (bottom - top) / stacks.size();
    double middle = bottom - names.share(names.position(stack.name())) * (bottom - top);
    double left = getXAxisScreenValueForMin();
    double shorter = divisor.applyAsDouble(stack);
    double pixels = (getXAxisScreenValueForMax() - left) / most / shorter;
    for (ServerPart part : ServerPart.values()) {
      double amount = stack.parts().getOrDefault(part, 0.0);
      Rectangle2D bar =
          new Rectangle2D.Double(
              left, middle - row * THICKNESS / 2, amount * pixels, row * THICKNESS);
      graphics.setColor(StackChart.COLOURS.get(part));
      graphics.fill(bar);
      paintAmount(amount, bar, DARK.contains(part) ? Color.WHITE : Color.BLACK, graphics);
      left += amount * pixels;
    }
    graphics.setColor(ChartStyle.GREY);
    Shape behind = text(behind(stack, shorter), Font.BOLD, left + GAP, middle, graphics);
    graphics.fill(behind);
  }

  private static String behind(Stack stack, double shorter) {
    String total = stack.parts().isEmpty() ? "" : precise(stack.total());
    String scale = shorter > 1 ? " (bar: 1/%.0f)".formatted(shorter) : "";
    return total
        + scale
        + (total.isEmpty() || stack.remark().isEmpty() ? "" : " ")
        + stack.remark();
  }

  private void paintAmount(double amount, Rectangle2D bar, Color colour, Graphics2D graphics) {
    String amountText = precise(amount);
    Shape at = text(amountText, Font.PLAIN, 0, bar.getCenterY(), graphics);
    double width = at.getBounds2D().getWidth();
    if (amount > 0 && width + GAP <= bar.getWidth()) {
      graphics.setColor(colour);
      double start = bar.getCenterX() - width / 2;
      graphics.fill(text(amountText, Font.PLAIN, start, bar.getCenterY(), graphics));
    }
  }

  private static Shape text(
      String text, int style, double left, double middle, Graphics2D graphics) {
    return ChartStyle.font(style, POINTS)
        .createGlyphVector(graphics.getFontRenderContext(), text)
        .getOutline((float) left, (float) (middle + POINTS * 0.36));
  }

  /** Two or three digits that count. */
  static String precise(double amount) {
    int decimals = amount >= 99.5 ? 0 : amount >= 9.95 ? 1 : amount >= 0.995 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", amount);
  }
}
