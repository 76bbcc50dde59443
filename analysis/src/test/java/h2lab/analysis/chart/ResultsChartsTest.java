package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.MadeResults;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsChartsTest {
  private static final String[] CHARTED = {
    "single-client", "five-clients", "no-tls", "request-time", "nagle"
  };

  @TempDir Path folder;

  @Test
  void drawsEachChartAsPngAndSvg() throws Exception {
    Path results = MadeResults.write(folder.resolve("results"), CHARTED);
    List<Path> files = ResultsCharts.draw(results, folder.resolve("charts"));
    assertEquals(2 * CHARTED.length, files.size());
    for (String name : CHARTED) {
      assertIsPicture(folder.resolve("charts/" + name + ".png"));
      assertIsDrawing(folder.resolve("charts/" + name + ".svg"));
    }
  }

  @Test
  void saysInTheDrawingWhatIsShown() throws Exception {
    Path results = MadeResults.write(folder, "single-client");
    ResultsCharts.draw(results, folder);
    String svg = Files.readString(folder.resolve("single-client.svg"));
    for (String text :
        List.of(
            "requests per second",
            "requests in flight",
            "async-custom",
            "Invented Processor",
            "Vendor 25",
            "2026-11-22",
            "6 of 108 trials not ok",
            "not ok (failed",
            "800 k")) {
      assertTrue(svg.contains(text), text);
    }
  }

  @Test
  void drawsNothingWithoutFiguresAndRefusesOtherFolders() throws Exception {
    Path results = MadeResults.write(folder.resolve("flow"), "flow");
    assertEquals(List.of(), ResultsCharts.draw(results, folder));
    assertThrows(IOException.class, () -> ResultsCharts.draw(folder, folder));
  }

  @Test
  void thousandsReadAsK() {
    assertEquals("350 k", ResultsAxes.label(350_000));
    assertEquals("1.2 M", ResultsAxes.label(1_200_000));
    assertEquals("1 M", ResultsAxes.label(1_000_000));
    assertEquals("0", ResultsAxes.label(0));
    assertEquals("20", ResultsAxes.label(20));
  }

  private static void assertIsPicture(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(ChartFile.PNG_SCALE * ChartStyle.WIDTH, image.getWidth());
    assertEquals(ChartFile.PNG_SCALE * ChartStyle.HEIGHT, image.getHeight());
    long colours =
        IntStream.range(0, image.getHeight())
            .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
            .distinct()
            .count();
    assertTrue(colours > 50, file + " has " + colours + " colours");
  }

  private static void assertIsDrawing(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var document = factory.newDocumentBuilder().parse(file.toFile());
    assertEquals("svg", document.getDocumentElement().getNodeName());
  }
}
