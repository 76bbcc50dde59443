package h2lab.analysis.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Holds the place of the charts of experiments, which are drawn on another branch. */
final class ResultsCharts {
  private ResultsCharts() {}

  static List<Path> draw(Path results, Path output) throws IOException {
    throw new IOException(results + " is a folder: only recordings can be drawn yet");
  }
}
