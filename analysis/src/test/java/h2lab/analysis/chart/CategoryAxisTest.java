package h2lab.analysis.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Names stand at the height of what they name, in plots of any height. */
class CategoryAxisTest {
  private static final int WIDTH = 600;
  private static final int FRAME = 112;
  private static final int ROW = 26;
  private static final Color DOT = Color.MAGENTA;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 12})
  void nameOfTheLowestRowStandsBesideItsDot(int rows) {
    List<String> names = IntStream.range(0, rows).mapToObj(row -> row == 0 ? "H" : "").toList();
    var axis = new CategoryAxis(names, CategoryAxis.Side.LEFT, 130);
    int height = FRAME + ROW * rows;
    XYChart chart = chart(axis, height);
    BufferedImage dot = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_ARGB);
    chart.paint(dot.createGraphics(), WIDTH, height);
    BufferedImage name = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_ARGB);
    axis.paint(name.createGraphics());
    assertEquals(
        middle(dot, rgb -> rgb == DOT.getRGB()), middle(name, rgb -> rgb >>> 24 == 0xff), 4);
  }

  private static XYChart chart(CategoryAxis axis, int height) {
    XYChart chart = ChartStyle.xyChart("rows", "x", "", height);
    chart.getStyler().setPlotContentSize(1).setLegendVisible(false);
    chart.getStyler().setYAxisMin(axis.min()).setYAxisMax(axis.max());
    chart.getStyler().setYAxisTickLabelsFormattingFunction(CategoryAxis.blankLabels());
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(2.0);
    var series = chart.addSeries("dots", new double[] {1}, new double[] {axis.position("H")});
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(DOT);
    chart.addAnnotation(axis);
    return chart;
  }

  /** The middle of the rows of pixels that have any such. */
  private static double middle(BufferedImage image, IntPredicate such) {
    return IntStream.range(0, image.getHeight())
        .filter(y -> IntStream.range(0, WIDTH).anyMatch(x -> such.test(image.getRGB(x, y))))
        .average()
        .orElseThrow();
  }
}
