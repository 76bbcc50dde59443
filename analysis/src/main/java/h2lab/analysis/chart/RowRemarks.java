package h2lab.analysis.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Words at the left edge of a plot, for rows that lack something. */
final class RowRemarks extends Annotation {
  private static final int POINTS = 11;
  private static final int WIDTH = 420;

  /** Pixels below the middle of the row, where dots may be. */
  private static final int BELOW = 9;

  private final Map<Double, String> byHeight;
  private final int gap;

  /**
   * @param byHeight share of the plot's height, from below, and what is said there
   * @param gap pixels from the axis
   */
  RowRemarks(Map<Double, String> byHeight, int gap) {
    super(false);
    this.byHeight = byHeight;
    this.gap = gap;
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(ChartStyle.GREY);
    int top = getYAxisScreenValueForMin();
    int bottom = getYAxisScreenValueForMax();
    byHeight.forEach(
        (height, remark) ->
            graphics.fill(
                ChartStyle.fitting(remark, Font.PLAIN, POINTS, WIDTH)
                    .createGlyphVector(graphics.getFontRenderContext(), remark)
                    .getOutline(
                        getXAxisScreenValueForMin() + gap,
                        (float) (bottom - height * (bottom - top)) + POINTS / 3f + BELOW)));
  }
}
