package h2lab.analysis.chart;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import h2lab.analysis.WholeFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Writes pictures as PNG and SVG: charts stacked on each other and a footer below, which XChart
 * itself does not have. Both formats are painted by the same calls, so they show the same.
 */
public final class ChartFile {
  /** PNG pixels for each pixel of the layout, so that pictures stay sharp on dense screens. */
  public static final int PNG_SCALE = 2;

  private static final int FOOTER_MARGIN = 14;
  private static final int FOOTER_POINTS = 11;

  private ChartFile() {}

  /**
   * Writes one chart as {@code name.png} and {@code name.svg}.
   *
   * @param chart as high as it shall be, see {@link ChartStyle#CHART_HEIGHT}
   * @param footer one or two lines; each is made smaller if it is too wide
   * @param folder made if it is missing
   * @return the paths written: PNG, SVG
   * @throws IOException if a file cannot be written; each is whole or absent
   */
  public static List<Path> write(Chart<?, ?> chart, String footer, Path folder, String name)
      throws IOException {
    return write(List.of(chart), footer, folder, name);
  }

  /** Writes charts below each other as one picture; otherwise as for one chart. */
  public static List<Path> write(
      List<? extends Chart<?, ?>> charts, String footer, Path folder, String name)
      throws IOException {
    Files.createDirectories(folder);
    Path png = folder.resolve(name + ".png");
    Path svg = folder.resolve(name + ".svg");
    WholeFile.write(png, out -> writePng(charts, footer, out));
    WholeFile.write(svg, out -> writeSvg(charts, footer, out));
    return List.of(png, svg);
  }

  private static void writePng(List<? extends Chart<?, ?>> charts, String footer, OutputStream out)
      throws IOException {
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * width(charts), PNG_SCALE * height(charts), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(PNG_SCALE, PNG_SCALE);
    paint(charts, footer, graphics);
    graphics.dispose();
    ImageIO.write(image, "png", out);
  }

  private static void writeSvg(List<? extends Chart<?, ?>> charts, String footer, OutputStream out)
      throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(charts, footer, graphics);
    PageSize page = new PageSize(0, 0, width(charts), height(charts));
    Processors.get("svg").getDocument(graphics.getCommands(), page).writeTo(out);
  }

  private static void paint(
      List<? extends Chart<?, ?>> charts, String footer, Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(charts), height(charts));
    AffineTransform origin = graphics.getTransform();
    int top = 0;
    for (Chart<?, ?> chart : charts) {
      graphics.translate(0, top);
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      graphics.setTransform(origin);
      graphics.setClip(null);
      top += chart.getHeight();
    }
    paintFooter(footer, width(charts), top, graphics);
  }

  private static void paintFooter(String footer, int width, int top, Graphics2D graphics) {
    graphics.setColor(ChartStyle.GREY);
    int baseline = top + FOOTER_POINTS;
    for (String line : footer.lines().toList()) {
      // As an outline, like XChart's own text: an SVG then needs no font where it is shown.
      Font font = ChartStyle.fitting(line, FOOTER_POINTS, width - 2 * FOOTER_MARGIN, graphics);
      graphics.fill(
          font.createGlyphVector(graphics.getFontRenderContext(), line)
              .getOutline(FOOTER_MARGIN, baseline));
      baseline += FOOTER_POINTS + 3;
    }
  }

  private static int width(List<? extends Chart<?, ?>> charts) {
    return charts.stream().mapToInt(Chart::getWidth).max().orElseThrow();
  }

  private static int height(List<? extends Chart<?, ?>> charts) {
    return charts.stream().mapToInt(Chart::getHeight).sum() + ChartStyle.FOOTER_HEIGHT;
  }
}
