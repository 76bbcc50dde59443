package h2lab.analysis.experiment;

import h2lab.analysis.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of results: what was planned and where ({@code experiment.json}), what came of each
 * trial ({@code trials.ndjson}), recordings and charts.
 *
 * @param plan what was to be done
 * @param rows trials that are known, in the order they ran
 */
public record Results(Path folder, Plan plan, List<TrialResult> rows) {
  /** The name of the plan in a folder of results. */
  public static final String PLAN = "experiment.json";

  /**
   * Everything that a sweep can be continued from.
   *
   * @param experiments with all overrides applied
   * @param planned number of trials
   * @param started in UTC, ISO 8601
   * @param resumed where and when it was continued, if it was
   */
  public record Plan(
      String schema,
      long seed,
      List<Experiment> experiments,
      int planned,
      String started,
      Environment environment,
      List<Resumption> resumed) {
    static final String SCHEMA = "h2lab-experiment-1";

    /** A later start of the same sweep. */
    public record Resumption(String started, Environment environment) {}
  }

  /**
   * Reads a folder that {@code h2lab run} made, complete or not.
   *
   * @throws IOException with a clear message if it is none
   */
  public static Results read(Path folder) throws IOException {
    return new Results(folder, readPlan(folder), TrialLog.read(folder));
  }

  static Plan readPlan(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(PLAN))) {
      throw new EnvironmentException(folder + " holds no results: " + PLAN + " is missing");
    }
    Plan plan = ExperimentJson.made(folder.resolve(PLAN), Plan.class);
    if (!Plan.SCHEMA.equals(plan.schema())) {
      throw new EnvironmentException(
          folder.resolve(PLAN) + " has form " + plan.schema() + ", not " + Plan.SCHEMA);
    }
    return plan;
  }

  static void writePlan(Path folder, Plan plan) throws IOException {
    WholeFile.write(
        folder.resolve(PLAN),
        out -> out.write((ExperimentJson.pretty(plan) + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** The trials that belong to an experiment. */
  public List<TrialResult> rowsOf(Experiment experiment) {
    return rows.stream().filter(row -> row.experiments().contains(experiment.name())).toList();
  }

  /**
   * The cells that a chart shows: all of them, or, if its figures are relative to some levels, all
   * others, with the trials to divide by.
   */
  public List<Cell> cells(Experiment experiment, ChartSpec chart) {
    List<Cell> all = cells(experiment);
    Map<String, String> base = chart.relativeTo();
    return base == null
        ? all
        : all.stream()
            .filter(cell -> !cell.levels().have(base))
            .map(cell -> new Cell(cell.levels(), cell.trials(), trials(all, cell, base)))
            .toList();
  }

  private static List<TrialResult> trials(List<Cell> all, Cell like, Map<String, String> base) {
    Map<String, String> levels = new HashMap<>(like.levels().byFactor());
    levels.putAll(base);
    return all.stream()
        .filter(cell -> cell.levels().have(levels))
        .flatMap(cell -> cell.trials().stream())
        .toList();
  }

  /** Every combination of an experiment's levels with its trials, tried or not. */
  public List<Cell> cells(Experiment experiment) {
    List<TrialResult> all = rowsOf(experiment);
    return experiment.combinations().stream()
        .map(
            levels ->
                new Cell(levels, all.stream().filter(r -> r.levels().equals(levels)).toList()))
        .toList();
  }
}
