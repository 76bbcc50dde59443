package h2lab.analysis.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What all pictures have in common: size, fonts, and the colours of Okabe and Ito, which people
 * with any colour vision can tell apart.
 */
public final class ChartStyle {
  static {
    // Before AWT is first touched: there may be no display, and none is needed.
    System.setProperty("java.awt.headless", "true");
  }

  /** Width of a picture, in pixels of a plain screen. */
  public static final int WIDTH = 800;

  /** Height of a picture with its footer, in pixels of a plain screen. */
  public static final int HEIGHT = 600;

  /** What the footer takes of the height. */
  public static final int FOOTER_HEIGHT = 34;

  /** Height of the only chart of a picture. */
  public static final int CHART_HEIGHT = HEIGHT - FOOTER_HEIGHT;

  public static final Color BLACK = Color.BLACK;
  public static final Color ORANGE = new Color(0xE69F00);
  public static final Color SKY_BLUE = new Color(0x56B4E9);
  public static final Color GREEN = new Color(0x009E73);
  public static final Color YELLOW = new Color(0xF0E442);
  public static final Color BLUE = new Color(0x0072B2);
  public static final Color VERMILION = new Color(0xD55E00);
  public static final Color PURPLE = new Color(0xCC79A7);

  /** Text that is not the message: axes, footer. */
  public static final Color GREY = new Color(0x55, 0x55, 0x55);

  /** For series in their order; yellow comes last because it is faint on white. */
  public static final List<Color> PALETTE =
      List.of(BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY_BLUE, BLACK, YELLOW);

  private static final int TITLE_POINTS = 15;

  /** Titles stand over the plot, which may have long names at its left. */
  private static final int TITLE_WIDTH = 600;

  private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);

  private ChartStyle() {}

  /**
   * An empty XY chart with the common look. Make charts here rather than with XChart's
   * constructors: only then is AWT surely told, before it starts, that it needs no display.
   *
   * @param height in pixels, {@link #CHART_HEIGHT} for the only chart of a picture
   */
  public static XYChart xyChart(String title, String xAxisTitle, String yAxisTitle, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(height)
            .title(title)
            .xAxisTitle(xAxisTitle)
            .yAxisTitle(yAxisTitle)
            .build();
    apply(chart);
    chart.getStyler().setChartTitleFont(titleFont(title));
    return chart;
  }

  /** XChart cuts titles that are too wide. */
  private static Font titleFont(String title) {
    Font font = font(Font.BOLD, TITLE_POINTS);
    FontRenderContext plain = new FontRenderContext(null, true, true);
    double width = title.isEmpty() ? 0 : font.getStringBounds(title, plain).getWidth();
    return width <= TITLE_WIDTH
        ? font
        : font.deriveFont((float) (TITLE_POINTS * TITLE_WIDTH / width));
  }

  /** Widths that grow in proportion to the size, as those rounded to pixels do not. */
  static final FontRenderContext TEXT_METRICS = new FontRenderContext(null, true, true);

  /**
   * The font in which a line takes no more than some width.
   *
   * @param style of {@link Font}
   * @param points its size if there is room enough
   * @param width in pixels of the layout
   */
  public static Font fitting(String line, int style, int points, int width) {
    Font font = font(style, points);
    double needed = font.createGlyphVector(TEXT_METRICS, line).getLogicalBounds().getWidth();
    return needed <= width ? font : font.deriveFont((float) (points * width / needed));
  }

  /** The font of all text in pictures. */
  public static Font font(int style, int points) {
    return new Font(Font.SANS_SERIF, style, points);
  }

  /**
   * Gives a chart with axes the common look: white, thin grey grid, legend below, palette. Call it
   * before setting anything else.
   */
  public static void apply(Chart<? extends AxesChartStyler, ?> chart) {
    AxesChartStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setSeriesColors(PALETTE.toArray(Color[]::new));
    styler.setChartTitleFont(font(Font.BOLD, TITLE_POINTS)).setChartTitleBoxVisible(false);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendFont(font(Font.PLAIN, 12)).setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderVisible(false).setChartPadding(10).setAntiAlias(true);
    styler.setAxisTitleFont(font(Font.BOLD, 13));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12)).setAxisTickLabelsColor(GREY);
    styler.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(0.7f));
  }
}
