package h2lab.analysis.chart;

import h2lab.analysis.experiment.Cell;
import h2lab.analysis.experiment.ChartSpec;
import h2lab.analysis.experiment.CpuParts;
import h2lab.analysis.experiment.Experiment;
import h2lab.analysis.experiment.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pictures of what servers were busy with, one for each load. */
final class ResultsStacks {
  private final Results results;
  private final Experiment experiment;
  private final ChartSpec spec;

  ResultsStacks(Results results, Experiment experiment, ChartSpec spec) {
    this.results = results;
    this.experiment = experiment;
    this.spec = spec;
  }

  /**
   * Draws a picture for each combination of levels that has a figure.
   *
   * @return the files written
   */
  List<Path> draw(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<List<String>, List<Cell>> picture : pictures().entrySet()) {
      List<Cell> cells = picture.getValue();
      if (cells.stream().anyMatch(cell -> cell.cpuParts().isPresent())) {
        files.addAll(
            ChartFile.write(
                StackChart.of(panels(cells), spec.axis(), true),
                ResultsCharts.machine(results) + "\n" + counted(cells),
                folder,
                fileName(picture.getKey())));
      }
    }
    return files;
  }

  private Map<List<String>, List<Cell>> pictures() {
    return results.cells(experiment, spec).stream()
        .collect(
            Collectors.groupingBy(
                cell -> spec.lines().stream().map(cell.levels()::of).toList(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  /** Clients x in flight are {@code NAME-5x10}; whatever else makes pictures is added to that. */
  private String fileName(List<String> levels) {
    StringBuilder name = new StringBuilder(spec.name());
    for (int i = 0; i < levels.size(); i++) {
      boolean ofLoad = spec.lines().get(i).equals("pipeline") && i > 0;
      name.append(ofLoad ? "x" : "-").append(levels.get(i));
    }
    return name.toString();
  }

  private List<StackChart.Panel> panels(List<Cell> cells) {
    Cell any = cells.getFirst();
    String load =
        spec.lines().stream()
            .map(factor -> Dots.said(factor, any.levels().of(factor)))
            .collect(Collectors.joining(", "));
    List<StackChart.Panel> panels = new ArrayList<>();
    ResultsCharts.byPanel(cells, spec)
        .forEach(
            (panel, own) -> {
              String which =
                  spec.panels() == null
                      ? ""
                      : ResultsCharts.panelName(experiment, spec.panels(), panel);
              String title =
                  panels.isEmpty() ? experiment.title() + ": " + load + ", " + which : which;
              panels.add(new StackChart.Panel(title, own.stream().map(this::stack).toList()));
            });
    return panels;
  }

  private Stack stack(Cell cell) {
    Optional<CpuParts> parts = cell.cpuParts();
    String remark =
        cell.absent()
            ? "absent"
            : !cell.faulty().isEmpty()
                ? "not ok: " + cell.faulty().size() + " of " + cell.trials().size()
                : parts.isEmpty() ? "no samples" : "";
    return new Stack(
        cell.levels().of(spec.over()), parts.map(CpuParts::usPerRequest).orElse(Map.of()), remark);
  }

  /** What lengths and colours are made of, since no sample tells the lengths. */
  private String counted(List<Cell> cells) {
    List<CpuParts> known = cells.stream().flatMap(cell -> cell.cpuParts().stream()).toList();
    long samples = known.stream().mapToLong(CpuParts::samples).sum();
    long lost = known.stream().mapToLong(CpuParts::lost).sum();
    return String.format(
        Locale.ROOT,
        "lengths: processor time as the system counts it%s; colours: %,d samples of stacks, %,d to"
            + " %,d a bar; %.1f %% lost, shared out; the JVM's own: the rest",
        experiment.repetitions() > 1 ? ", median of " + experiment.repetitions() : "",
        samples,
        known.stream().mapToLong(CpuParts::samples).min().orElse(0),
        known.stream().mapToLong(CpuParts::samples).max().orElse(0),
        samples == 0 ? 0 : 100.0 * lost / (samples + lost));
  }
}
