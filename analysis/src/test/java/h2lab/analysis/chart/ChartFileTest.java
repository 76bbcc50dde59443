package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartFileTest {
  @TempDir Path folder;

  private static XYChart chart(int height) {
    XYChart chart = ChartStyle.xyChart("title", "x", "y", height);
    chart.addSeries("line", new double[] {1, 2, 3}, new double[] {1, 4, 9});
    return chart;
  }

  @Test
  void writesAPngOfTwiceTheLayoutWithChartAndFooter() throws Exception {
    List<Path> paths =
        ChartFile.write(chart(ChartStyle.CHART_HEIGHT), "machine\nJDK", folder, "one");

    assertEquals(List.of(folder.resolve("one.png"), folder.resolve("one.svg")), paths);
    BufferedImage image = ImageIO.read(paths.getFirst().toFile());
    assertEquals(2 * ChartStyle.WIDTH, image.getWidth());
    assertEquals(2 * ChartStyle.HEIGHT, image.getHeight());
    assertTrue(has(image, ChartStyle.BLUE.getRGB(), 0, 2 * ChartStyle.CHART_HEIGHT), "the line");
    assertTrue(
        has(image, ChartStyle.GREY.getRGB(), 2 * ChartStyle.CHART_HEIGHT, image.getHeight()),
        "the footer");
  }

  @Test
  void writesAnSvgOfTheLayoutsSize() throws Exception {
    Path svg = ChartFile.write(chart(ChartStyle.CHART_HEIGHT), "a & <b>", folder, "one").get(1);

    Element root = parse(svg);
    assertEquals("svg", root.getTagName());
    assertEquals("0 0 800 600", root.getAttribute("viewBox"));
    assertTrue(root.getElementsByTagName("path").getLength() > 10, "the axes' text and the line");
  }

  @Test
  void stacksCharts() throws Exception {
    Path png = ChartFile.write(List.of(chart(200), chart(250)), "", folder, "two").getFirst();

    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(2 * (200 + 250 + ChartStyle.FOOTER_HEIGHT), image.getHeight());
    assertTrue(has(image, ChartStyle.BLUE.getRGB(), 2 * 210, 2 * 380), "the lower chart's line");
  }

  @Test
  void leavesNothingBehindWhenItCannotWrite() throws Exception {
    Files.createDirectory(folder.resolve("one.png"));

    assertThrows(IOException.class, () -> ChartFile.write(chart(300), "", folder, "one"));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("one.png")), left.toList());
    }
  }

  private static boolean has(BufferedImage image, int rgb, int top, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == rgb) {
          return true;
        }
      }
    }
    return false;
  }

  static Element parse(Path svg) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    // The DTD that an SVG names lives on the web, where a test has no business.
    builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    return builder.parse(svg.toFile()).getDocumentElement();
  }
}
