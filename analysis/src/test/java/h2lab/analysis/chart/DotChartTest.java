package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.MadeResults;
import h2lab.analysis.experiment.Results;
import java.nio.file.Path;
import java.util.List;
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
      assertNotNull(panel.getSeries("trial not ok"));
    }
    assertTrue(panels.getFirst().getTitle().endsWith("tls off"), panels.getFirst().getTitle());
    assertEquals("tls jdk", panels.getLast().getTitle());
    assertEquals(
        panels.getFirst().getStyler().getXAxisMax(), panels.getLast().getStyler().getXAxisMax());
    assertTrue(panels.getFirst().getStyler().isXAxisLogarithmic());
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
        List.of(folder.resolve("peers.png"), folder.resolve("peers.svg")),
        ResultsCharts.draw(folder, folder));
  }

  private static List<XYChart> panels(Results results) {
    Experiment experiment = results.plan().experiments().getFirst();
    ChartSpec spec = experiment.charts().getFirst().covering(experiment);
    return ResultsCharts.panels(results, experiment, spec);
  }
}
