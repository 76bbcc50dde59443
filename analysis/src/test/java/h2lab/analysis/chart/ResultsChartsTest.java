package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.Factor;
import h2lab.analysis.experiment.Figure;
import h2lab.analysis.experiment.MadeResults;
import h2lab.analysis.experiment.Results;
import h2lab.analysis.experiment.Spread;
import h2lab.analysis.experiment.TrialResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

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
  void footerSaysWhereAndHowFiguresWereMade() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "single-client"));
    String footer = ResultsCharts.footer(results, results.plan().experiments().getFirst());
    assertEquals(2, footer.lines().count());
    for (String text :
        List.of(
            "2026-11-22, Invented Processor, 2 cores",
            "JDK Vendor 25",
            "h2lab 0123456789ab",
            "median of 3",
            "nagle off, level actions, load embedded",
            "12 of 216 trials not ok")) {
      assertTrue(footer.contains(text), footer);
    }
  }

  @Test
  void everyMethodHasItsLineWithSpreadAndFaultyTrialsAreMarked() throws Exception {
    XYChart chart = chart("single-client");
    assertEquals("One client over TLS (tls jdk, clients 1)", chart.getTitle());
    assertEquals("requests per second", chart.getYAxisTitle());
    assertEquals("requests in flight", chart.getXAxisTitle());
    for (String name : List.of("none", "thread", "async-custom")) {
      assertEquals(12, chart.getSeries(name).getXData().length);
      assertNotNull(chart.getSeries("spread of " + name));
    }
    assertNotNull(chart.getSeries("trial not ok"));
  }

  @Test
  void methodsLookTheSameWhereverTheyAre() throws Exception {
    var one = chart("single-client").getSeries("thread");
    var five = chart("five-clients").getSeries("thread");
    assertEquals(one.getLineColor(), five.getLineColor());
    assertEquals(one.getMarker(), five.getMarker());
  }

  @Test
  void requestTimeHasMeanAndPercentileOfEachMethodOnLogarithmicScale() throws Exception {
    XYChart chart = chart("request-time");
    assertEquals("request time (µs)", chart.getYAxisTitle());
    assertTrue(chart.getStyler().isYAxisLogarithmic());
    for (String method : List.of("none", "thread", "async-custom")) {
      var mean = chart.getSeries(method + " mean");
      var p99 = chart.getSeries(method + " p99");
      assertEquals(mean.getLineColor(), p99.getLineColor());
      assertNotEquals(mean.getLineStyle(), p99.getLineStyle());
    }
  }

  @Test
  void payloadsStandByTheirPowersOfTwoInAPanelForEachTlsEngine() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "payload"));
    Experiment experiment = results.plan().experiments().getFirst();
    for (ChartSpec spec : experiment.charts()) {
      List<XYChart> panels = ResultsCharts.panels(results, experiment, spec);
      assertEquals(
          List.of(
              "Responses from 12 octets to 1 MiB (clients 5, pipeline 10): cleartext",
              "TLS by jdk",
              "TLS by openssl"),
          panels.stream().map(XYChart::getTitle).toList());
      XYChart first = panels.getFirst();
      assertEquals("content of a response (octets)", first.getXAxisTitle());
      assertEquals(10, first.getSeries("thread").getXData()[1]);
      assertEquals(20, first.getSeries("thread").getXData()[3]);
      assertNotNull(first.getSeries("async"));
      assertNull(panels.getLast().getSeries("async"));
      assertEquals(1, panels.stream().map(p -> p.getStyler().getYAxisMax()).distinct().count());
    }
  }

  @Test
  void throughputIsContentPerSecond() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "payload"));
    Experiment experiment = results.plan().experiments().getFirst();
    XYChart throughput =
        ResultsCharts.panels(results, experiment, experiment.charts().get(1)).getFirst();
    XYChart requests =
        ResultsCharts.panels(results, experiment, experiment.charts().get(0)).getFirst();
    assertEquals("content per second (MiB)", throughput.getYAxisTitle());
    double rate = requests.getSeries("thread").getYData()[3];
    assertEquals(rate, throughput.getSeries("thread").getYData()[3], rate / 1e6);
  }

  @Test
  void overheadIsShownAsRatioToTheTrialOfTheSameRepetitionWithoutRecording() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "tracing-overhead"));
    Experiment experiment = results.plan().experiments().getFirst();
    ChartSpec spec = experiment.charts().getFirst();
    List<XYChart> panels = ResultsCharts.panels(results, experiment, spec);
    assertEquals(3, panels.size());
    XYChart panel = panels.getFirst();
    assertEquals("requests per second, ratio to that with level off", panel.getXAxisTitle());
    assertNull(panel.getSeries("tls jdk, level off"));
    assertNotNull(panel.getSeries("tls jdk, level full"));
    Cell cell =
        results.cells(experiment, spec).stream()
            .filter(each -> each.trials().stream().allMatch(TrialResult::ok))
            .filter(each -> each.base().stream().allMatch(TrialResult::ok))
            .findFirst()
            .get();
    assertEquals(3, cell.base().size());
    assertTrue(cell.base().stream().allMatch(t -> t.levels().of("level").equals("off")));
    double[] ratios =
        cell.trials().stream()
            .mapToDouble(
                trial ->
                    trial.requestsPerSecond()
                        / cell.base().stream()
                            .filter(base -> base.repetition() == trial.repetition())
                            .findFirst()
                            .get()
                            .requestsPerSecond())
            .sorted()
            .toArray();
    Spread spread = cell.spread(Figure.REQUESTS_PER_SECOND).get();
    assertArrayEquals(
        ratios, new double[] {spread.smallest(), spread.median(), spread.largest()}, 1e-9);
  }

  @Test
  void whatAnOverrideVariesMakesLinesToo() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "single-client"));
    Experiment experiment =
        results.plan().experiments().getFirst().with(new Factor("tls", List.of("off", "jdk")));
    ChartSpec spec = experiment.charts().getFirst().covering(experiment);
    assertEquals(List.of("method", "tls"), spec.lines());
    assertEquals(12, ResultsCharts.lines(results.cells(experiment), experiment, spec).size());
  }

  private XYChart chart(String name) throws Exception {
    Results results = Results.read(MadeResults.write(folder.resolve(name), name));
    Experiment experiment = results.plan().experiments().getFirst();
    return ResultsCharts.panels(results, experiment, experiment.charts().getFirst()).getFirst();
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
    assertEquals("50 k", ResultsAxes.sparseLabel(50_000));
    assertEquals("1 k", ResultsAxes.sparseLabel(1_000));
    assertEquals("", ResultsAxes.sparseLabel(60_000));
    assertEquals("12", ResultsAxes.binaryLabel(12));
    assertEquals("64 Ki", ResultsAxes.binaryLabel(65_536));
    assertEquals("1 Mi", ResultsAxes.binaryLabel(1 << 20));
    assertEquals("50 k", ResultsAxes.labels(1e3, 1e6).apply(5e4));
    assertEquals("", ResultsAxes.labels(1e1, 1e6).apply(5e4));
    assertEquals("100 k", ResultsAxes.labels(1e1, 1e6).apply(1e5));
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
