package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.anatomy.ServerPart;
import h2lab.analysis.experiment.MadeResults;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

class StackChartTest {
  private static final int ROW = 28;

  @TempDir Path folder;

  @Test
  void everyLoadHasAPicture() throws Exception {
    List<Path> files = ResultsCharts.draw(MadeResults.write(folder, "anatomy"), folder);
    assertEquals(
        Stream.of("1x1", "5x10", "5x100")
            .flatMap(load -> Stream.of("anatomy-" + load + ".png", "anatomy-" + load + ".svg"))
            .map(folder::resolve)
            .toList(),
        files);
    Set<Integer> colours = colours(files.getFirst());
    for (ServerPart part : ServerPart.values()) {
      assertEquals(
          MadeResults.PARTS.contains(part),
          colours.contains(StackChart.COLOURS.get(part).getRGB()),
          part.label());
    }
  }

  private static Set<Integer> colours(Path png) throws Exception {
    BufferedImage image = ImageIO.read(png.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  @Test
  void everyPartHasAColourOfItsOwn() {
    assertEquals(ServerPart.values().length, Set.copyOf(StackChart.COLOURS.values()).size());
  }

  @Test
  void panelsHaveTheSameScaleAndALegendInCommon() {
    List<Chart<?, ?>> charts =
        StackChart.of(List.of(panel("cleartext", 2, 3), panel("TLS", 4)), "time (µs)", true);
    assertEquals(3, charts.size());
    XYChart first = (XYChart) charts.get(0);
    XYChart second = (XYChart) charts.get(1);
    assertEquals(first.getStyler().getXAxisMax(), second.getStyler().getXAxisMax());
    assertEquals("", first.getXAxisTitle());
    assertEquals("time (µs)", second.getXAxisTitle());
    assertTrue(charts.get(2) instanceof PartLegend);
  }

  @Test
  void barThatDwarfsTheOthersIsDrawnShorter() {
    assertEquals(1.24 * 3, scale(true, 2, 3), 1e-9);
    assertEquals(1.24 * 4.5, scale(true, 2, 3, 45), 1e-9);
    assertEquals(1.24 * 45, scale(false, 2, 3, 45), 1e-9);
  }

  @Test
  void barsOfANameAreShortenedAlike() {
    List<StackChart.Panel> panels = List.of(panel("", 2, 3, 2, 9), panel("TLS", 2, 3, 2, 45));
    XYChart chart = (XYChart) StackChart.of(panels, "", true).getFirst();
    assertEquals(1.24 * 4.5, chart.getStyler().getXAxisMax(), 1e-9);
  }

  private static double scale(boolean mayShorten, double... totals) {
    XYChart chart = (XYChart) StackChart.of(List.of(panel("", totals)), "", mayShorten).getFirst();
    return chart.getStyler().getXAxisMax();
  }

  @Test
  void rowsWithoutFiguresAreThereAndSayWhy() throws Exception {
    List<Chart<?, ?>> charts =
        StackChart.of(
            List.of(
                new StackChart.Panel(
                    "one of two",
                    List.of(
                        new Stack("thread", Map.of(ServerPart.TLS, 2.0), ""),
                        new Stack("async", Map.of(), "not ok: 1 of 1")))),
            "",
            true);
    List<Path> files = ChartFile.write(charts, "", folder, "two");
    assertFalse(
        colours(files.getFirst()).contains(StackChart.COLOURS.get(ServerPart.READING).getRGB()));
    assertTrue(charts.getFirst().getHeight() > 2 * ROW);
  }

  @Test
  void amountsHaveTheDigitsThatCount() {
    assertEquals("0.172", StackBars.precise(0.1716));
    assertEquals("4.55", StackBars.precise(4.551));
    assertEquals("28.3", StackBars.precise(28.31));
    assertEquals("100", StackBars.precise(99.97));
  }

  private static StackChart.Panel panel(String title, double... totals) {
    List<Stack> stacks = new java.util.ArrayList<>();
    for (double total : totals) {
      stacks.add(new Stack("row " + stacks.size(), Map.of(ServerPart.READING, total), ""));
    }
    return new StackChart.Panel(title, stacks);
  }
}
