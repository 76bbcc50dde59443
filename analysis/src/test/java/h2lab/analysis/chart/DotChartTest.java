package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.Factor;
import h2lab.analysis.experiment.MadeResults;
import h2lab.analysis.experiment.Results;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class DotChartTest {
  private static final List<String> KINDS =
      List.of(
          "1 client, 1 in flight",
          "1 client, 100 in flight",
          "5 clients, 100 in flight",
          "100 clients, 10 in flight");

  @TempDir Path folder;

  @Test
  void everyServerHasItsRowInCleartextAndTls() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "peers"));
    List<XYChart> panels = panels(results);
    assertEquals(2, panels.size());
    int servers = results.plan().experiments().getFirst().levelsOf("method").size();
    for (XYChart panel : panels) {
      for (String kind : KINDS) {
        assertEquals(servers, panel.getSeries(kind).getXData().length, kind);
        assertNotNull(panel.getSeries("spread of " + kind));
      }
      assertFalse(panel.getSeries("trial not ok").isShowInLegend(), "its row says it");
    }
    assertEquals(
        "Our methods and other servers (no recording): cleartext", panels.getFirst().getTitle());
    assertEquals("TLS by jdk in ours, by their own in others", panels.getLast().getTitle());
    assertEquals(
        panels.getFirst().getStyler().getXAxisMax(), panels.getLast().getStyler().getXAxisMax());
    assertTrue(panels.getFirst().getStyler().isXAxisLogarithmic());
  }

  /** A level of the factor TLS names an engine that only our methods have. */
  @Test
  void titleOfTlsSaysWhoseItIs() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "peers"));
    assertEquals("TLS of their own", titleOfTls(results, "nginx", "h2o"));
    assertEquals("TLS by jdk", titleOfTls(results, "thread", "async"));
  }

  private static String titleOfTls(Results results, String... methods) {
    Experiment few =
        results.plan().experiments().getFirst().with(new Factor("method", List.of(methods)));
    ChartSpec spec = few.charts().getFirst().covering(few);
    return ResultsCharts.panels(results, few, spec).getLast().getTitle();
  }

  @Test
  void onlyTheLastPanelHasTheLegend() throws Exception {
    List<XYChart> panels = panels(Results.read(MadeResults.write(folder, "peers")));
    assertFalse(panels.getFirst().getStyler().isLegendVisible());
    assertTrue(panels.getLast().getStyler().isLegendVisible());
  }

  @Test
  void aKindLooksTheSameInEachPanelAndIsInTheLegendThoughTheLastHasNone() throws Exception {
    Results results = Results.read(MadeResults.write(folder, "peers"));
    Experiment experiment = results.plan().experiments().getFirst();
    ChartSpec shipped = experiment.charts().getFirst();
    ChartSpec byClients =
        new ChartSpec(
            "by-clients",
            shipped.form(),
            shipped.over(),
            "clients",
            List.of("tls", "pipeline"),
            shipped.figures(),
            shipped.scale(),
            shipped.overScale(),
            null);
    List<XYChart> panels = ResultsCharts.panels(results, experiment, byClients);
    String kind = "tls off, 100 in flight"; // of one and five clients, not of a hundred
    assertEquals(3, panels.size());
    for (XYChart panel : panels) {
      assertEquals(
          panels.getFirst().getSeries(kind).getMarkerColor(),
          panel.getSeries(kind).getMarkerColor());
      assertEquals(
          panels.getFirst().getSeries(kind).getMarker(), panel.getSeries(kind).getMarker());
    }
    assertTrue(Double.isNaN(panels.getLast().getSeries(kind).getXData()[0]));
    assertNotNull(panels.getFirst().getSeries("spread of " + kind));
    assertNull(panels.getLast().getSeries("spread of " + kind));
  }

  @Test
  void kindsDifferInColourAndMarker() throws Exception {
    XYChart panel = panels(Results.read(MadeResults.write(folder, "peers"))).getFirst();
    var one = panel.getSeries(KINDS.get(0));
    var other = panel.getSeries(KINDS.get(1));
    assertNotEquals(one.getMarkerColor(), other.getMarkerColor());
    assertNotEquals(one.getMarker(), other.getMarker());
  }

  @Test
  void bothPanelsMakeOnePicture() throws Exception {
    MadeResults.write(folder, "peers");
    assertEquals(
        Stream.of("peers.png", "peers.svg", "peers-cpu.png", "peers-cpu.svg")
            .map(folder::resolve)
            .toList(),
        ResultsCharts.draw(folder, folder));
  }

  private static List<XYChart> panels(Results results) {
    Experiment experiment = results.plan().experiments().getFirst();
    ChartSpec spec = experiment.charts().getFirst().covering(experiment);
    return ResultsCharts.panels(results, experiment, spec);
  }
}
