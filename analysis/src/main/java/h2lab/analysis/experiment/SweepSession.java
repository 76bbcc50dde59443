package h2lab.analysis.experiment;

import h2lab.analysis.chart.ResultsCharts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A sweep from its design to tables and charts.
 *
 * @param folder of results, absolute
 * @param pins null to leave processes to the scheduler
 * @param keepOctets of recordings
 * @param mostStolenPercent that the hypervisor may take in a trial that is not made again
 * @param condition of the cores for a trial that is not made again
 * @param out gets what is for standard output
 */
record SweepSession(
    Path folder,
    TrialResult.Pins pins,
    long keepOctets,
    double mostStolenPercent,
    CoreCondition condition,
    Consumer<String> out) {

  /** A folder of results that does not exist yet, named by experiment and time. */
  static Path newFolder(Path parent, String name) {
    String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return parent.resolve(name + "-" + time);
  }

  /**
   * Runs a new sweep.
   *
   * @return the exit code
   */
  int start(Design design) throws IOException, InterruptedException {
    requireNoResults();
    RecordingShelf.requireRoomForAll(folder, keepOctets);
    writePlan(design);
    return run(design);
  }

  /** Writes down what is to be run, for {@link #resume}, or for trials made by somebody else. */
  void plan(Design design) throws IOException {
    requireNoResults();
    writePlan(design);
  }

  private void requireNoResults() {
    if (Files.exists(folder.resolve(Results.PLAN))) {
      throw new UsageException(folder + " holds results already; --resume goes on with them");
    }
  }

  private void writePlan(Design design) throws IOException {
    Files.createDirectories(folder);
    Results.writePlan(
        folder,
        new Results.Plan(
            Results.Plan.SCHEMA,
            design.seed(),
            design.experiments(),
            design.trials().size(),
            now(),
            environment(design),
            List.of()));
  }

  /**
   * Goes on with a sweep.
   *
   * @return the exit code
   */
  int resume() throws IOException, InterruptedException {
    Results.Plan plan = Results.readPlan(folder);
    RecordingShelf.requireRoomForAll(folder, keepOctets);
    Design design = Design.of(plan.experiments(), plan.seed());
    List<Results.Plan.Resumption> resumed = new ArrayList<>(plan.resumed());
    resumed.add(new Results.Plan.Resumption(now(), environment(design)));
    Results.writePlan(
        folder,
        new Results.Plan(
            plan.schema(),
            plan.seed(),
            plan.experiments(),
            plan.planned(),
            plan.started(),
            plan.environment(),
            resumed));
    int known = TrialLog.read(folder).size();
    out.accept(known + " of " + plan.planned() + " trials are known, going on with the others");
    return run(design);
  }

  private int run(Design design) throws IOException, InterruptedException {
    RecordingShelf shelf = new RecordingShelf(folder, keepOctets);
    Launcher launcher = Launcher.likeThisProcess(pins);
    Targets targets = Targets.prepare(design, pins, ClassPaths.ofUser(out), out);
    List<TrialResult> trials;
    SweepProgress progress = SweepBar.on(System.err);
    try (CoreWatch watch = CoreWatch.on(pins, condition, progress::waits);
        TrialRun run =
            new TrialRun(
                launcher, targets, Deadlines.GENEROUS, shelf.folder(), design.seed(), watch)) {
      Disturbances disturbances = new Disturbances(mostStolenPercent, condition);
      trials = new Sweep(design, folder, run::run, shelf, progress, disturbances).run();
    }
    if (ChildProcess.isEnding()) {
      return 1;
    }
    report(Results.read(folder));
    boolean fine =
        trials.size() == design.trials().size()
            && trials.stream().allMatch(trial -> trial.ok() || trial.absent());
    return fine ? 0 : 1;
  }

  private void report(Results results) throws IOException {
    for (Experiment experiment : results.plan().experiments()) {
      out.accept("");
      new ResultsTable(results, experiment).lines().forEach(out);
    }
    out.accept("");
    Path here = Path.of("").toAbsolutePath();
    for (Path chart : ResultsCharts.draw(folder, folder.resolve("charts"))) {
      out.accept("chart      " + shown(chart, here));
    }
    out.accept("results    " + shown(folder.resolve(TrialLog.FILE), here));
    long kept =
        results.rows().stream()
            .filter(row -> row.recording() != null && row.recording().file() != null)
            .count();
    out.accept(
        "recordings %s/ (%d of %d kept)"
            .formatted(shown(folder.resolve("recordings"), here), kept, results.rows().size()));
  }

  private static Path shown(Path path, Path here) {
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  private Environment environment(Design design) throws EnvironmentException {
    TreeSet<String> generators = new TreeSet<>();
    Launcher launcher = new Launcher(List.of(), List.of(), null);
    List<String> names = design.trials().stream().map(t -> t.levels().load()).distinct().toList();
    for (String name : names) {
      LoadRun load = launcher.loadRun(name);
      generators.add(load.version() == null ? name : name + " " + load.version());
    }
    return Environment.here(String.join(", ", generators), pins);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
