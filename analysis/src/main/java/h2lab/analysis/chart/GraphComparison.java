package h2lab.analysis.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Two directly-follows graphs side by side: which action followed which, before and now. */
public final class GraphComparison {
  private GraphComparison() {}

  /**
   * Draws both.
   *
   * @param actions in the order of both axes
   * @param subject method and TLS
   * @param folder made if it is missing
   * @return the files written
   * @throws IOException if a file cannot be written
   */
  public static List<Path> draw(
      TransitionCounts before,
      TransitionCounts now,
      List<String> actions,
      String subject,
      Path folder,
      String name)
      throws IOException {
    return ChartFile.writeBeside(
        List.of(
            new TransitionChart(before, actions).chart("Baseline: " + subject),
            new TransitionChart(now, actions).chart("This run: " + subject)),
        "row: action, column: the next; counts of all runs of the baseline, and of this run",
        folder,
        name);
  }
}
