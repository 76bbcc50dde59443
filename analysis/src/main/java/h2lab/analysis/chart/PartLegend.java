package h2lab.analysis.chart;

import h2lab.analysis.anatomy.ServerPart;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * What colours stand for, in as many lines as it takes; XChart would give each a line of its own.
 */
final class PartLegend extends XYChart {
  private static final int POINTS = 12;
  private static final int LINE_HEIGHT = 22;
  private static final int SWATCH = 12;
  private static final int GAP = 6;
  private static final int BETWEEN = 18;
  private static final int MARGIN = 24;

  private final List<ServerPart> parts;

  /**
   * @param parts in the order of the bars
   */
  PartLegend(List<ServerPart> parts) {
    super(ChartStyle.WIDTH, LINE_HEIGHT * lines(parts) + GAP);
    this.parts = parts;
  }

  private static double width(ServerPart part) {
    return SWATCH + GAP + BETWEEN + text(part.label()).getBounds2D().getWidth();
  }

  private static Shape text(String label) {
    return ChartStyle.font(Font.PLAIN, POINTS)
        .createGlyphVector(ChartStyle.TEXT_METRICS, label)
        .getOutline();
  }

  private static int lines(List<ServerPart> parts) {
    int lines = 1;
    double left = MARGIN;
    for (ServerPart part : parts) {
      if (left + width(part) > ChartStyle.WIDTH) {
        lines++;
        left = MARGIN;
      }
      left += width(part);
    }
    return lines;
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    double left = MARGIN;
    int top = 0;
    for (ServerPart part : parts) {
      if (left + width(part) > ChartStyle.WIDTH) {
        top += LINE_HEIGHT;
        left = MARGIN;
      }
      graphics.setColor(StackChart.COLOURS.get(part));
      graphics.fillRect((int) left, top, SWATCH, SWATCH);
      graphics.setColor(ChartStyle.GREY);
      graphics.translate(left + SWATCH + GAP, top + SWATCH - 1);
      graphics.fill(text(part.label()));
      graphics.translate(-left - SWATCH - GAP, -top - SWATCH + 1);
      left += width(part);
    }
  }
}
