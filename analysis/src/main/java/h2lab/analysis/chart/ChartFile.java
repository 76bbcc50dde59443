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
import java.util.stream.IntStream;
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
    return write(new Sheet(charts, false, footer), folder, name);
  }

  /** Writes charts beside each other as one picture; otherwise as for one chart. */
  public static List<Path> writeBeside(
      List<? extends Chart<?, ?>> charts, String footer, Path folder, String name)
      throws IOException {
    return write(new Sheet(charts, true, footer), folder, name);
  }

  private static List<Path> write(Sheet sheet, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path png = folder.resolve(name + ".png");
    Path svg = folder.resolve(name + ".svg");
    WholeFile.write(png, out -> writePng(sheet, out));
    WholeFile.write(svg, out -> writeSvg(sheet, out));
    return List.of(png, svg);
  }

  /** Charts below or beside each other, and a footer. */
  private record Sheet(List<? extends Chart<?, ?>> charts, boolean beside, String footer) {
    int width() {
      IntStream widths = charts.stream().mapToInt(Chart::getWidth);
      return beside ? widths.sum() : widths.max().orElseThrow();
    }

    int chartsHeight() {
      IntStream heights = charts.stream().mapToInt(Chart::getHeight);
      return beside ? heights.max().orElseThrow() : heights.sum();
    }

    int height() {
      return chartsHeight() + ChartStyle.FOOTER_HEIGHT;
    }
  }

  private static void writePng(Sheet sheet, OutputStream out) throws IOException {
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * sheet.width(), PNG_SCALE * sheet.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(PNG_SCALE, PNG_SCALE);
    paint(sheet, graphics);
    graphics.dispose();
    ImageIO.write(image, "png", out);
  }

  private static void writeSvg(Sheet sheet, OutputStream out) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(sheet, graphics);
    PageSize page = new PageSize(0, 0, sheet.width(), sheet.height());
    Processors.get("svg").getDocument(graphics.getCommands(), page).writeTo(out);
  }

  private static void paint(Sheet sheet, Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.width(), sheet.height());
    AffineTransform origin = graphics.getTransform();
    int left = 0;
    int top = 0;
    for (Chart<?, ?> chart : sheet.charts()) {
      graphics.translate(left, top);
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      graphics.setTransform(origin);
      graphics.setClip(null);
      left += sheet.beside() ? chart.getWidth() : 0;
      top += sheet.beside() ? 0 : chart.getHeight();
    }
    paintFooter(sheet.footer(), sheet.width(), sheet.chartsHeight(), graphics);
  }

  private static void paintFooter(String footer, int width, int top, Graphics2D graphics) {
    graphics.setColor(ChartStyle.GREY);
    int baseline = top + FOOTER_POINTS;
    for (String line : footer.lines().toList()) {
      // As an outline, like XChart's own text: an SVG then needs no font where it is shown.
      Font font = ChartStyle.fitting(line, Font.PLAIN, FOOTER_POINTS, width - 2 * FOOTER_MARGIN);
      graphics.fill(
          font.createGlyphVector(ChartStyle.TEXT_METRICS, line)
              .getOutline(FOOTER_MARGIN, baseline));
      baseline += FOOTER_POINTS + 3;
    }
  }
}
