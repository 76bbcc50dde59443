package h2lab.analysis.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab run}: what the options mean; {@link SweepSession} does it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs an experiment: every combination of its factors' levels, each by a fresh server if",
      "these are not kept.",
      "Without a name: a quick pass over the main experiments, under three minutes."
    },
    footer = {
      "",
      "Results go to a folder: trials.ndjson, experiment.json, recordings/, charts/.",
      "Exit code 0: all trials are ok; 1: some are not; 2: wrong usage; 3: the machine lacks"
          + " something.",
      "",
      "Example: h2lab run five-clients -p pipeline=1,10,100 --repetitions 5"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      description = "a name that --list shows, or a .json file of the same form")
  private String experiment;

  @Mixin private DesignOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where results go (results/NAME-DATE-TIME)")
  private Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "go on with what is missing in earlier results")
  private Path resume;

  @Option(
      names = "--pin",
      paramLabel = "auto|off",
      defaultValue = "auto",
      description =
          "measure with server and load each on half of the cores, where taskset is there (auto)")
  private String pin;

  @Option(
      names = "--keep-recordings",
      paramLabel = "MIB",
      defaultValue = "1024",
      description =
          "how much to keep of recordings, in MiB: those of the first repetition and of faulty"
              + " trials; others are deleted once read (1024)")
  private long keepMebibytes;

  @Option(
      names = "--most-stolen",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description =
          "make a trial again, behind all others and twice at most, in which a hypervisor took more"
              + " than this of the cores' time (100: never)")
  private double mostStolenPercent;

  @Option(
      names = "--cores",
      paramLabel = "any|steady|near|far",
      defaultValue = "any",
      description =
          "what the cores of server and load have to be like before a trial, for which it waits a"
              + " minute at most, and after it, or it is made again as above: both as fast as ever"
              + " and not moved meanwhile (steady), and sharing a cache (near) or none (far);"
              + " of a virtual machine they can change every few seconds (any)")
  private String cores;

  @Option(names = "--list", description = "list experiments and factors, run nothing")
  private boolean list;

  @Option(
      names = "--describe",
      description = "say what would be run, run nothing; with --out, plan it for --resume there")
  private boolean describe;

  @Override
  public Integer call() throws InterruptedException {
    try {
      if (list) {
        list().forEach(this::print);
        return 0;
      }
      return resume != null ? resumed() : started();
    } catch (UsageException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (java.io.IOException e) {
      spec.commandLine().getErr().println("h2lab: " + message(e));
      return 3;
    }
  }

  private static String message(java.io.IOException e) {
    return e instanceof java.nio.file.FileSystemException || e.getMessage() == null
        ? "cannot read or write: " + e
        : e.getMessage();
  }

  private Integer started() throws java.io.IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    Design design = options.design(experiment, notes);
    List<Experiment> experiments = design.experiments();
    if (describe) {
      experiments.forEach(e -> print(e.name() + ": " + e.description()));
      print("");
    }
    notes.forEach(this::print);
    design.describe().forEach(this::print);
    if (describe) {
      if (out != null) {
        session(out).plan(design);
      }
      return 0;
    }
    String name = experiment == null ? "quick" : experiments.getFirst().name();
    Path folder = out != null ? out : SweepSession.newFolder(Path.of("results"), name);
    return session(folder).start(design);
  }

  private Integer resumed() throws java.io.IOException, InterruptedException {
    if (experiment != null || out != null || options.anyGiven()) {
      throw new UsageException("--resume goes on with what was begun; it takes no other design");
    }
    return session(resume).resume();
  }

  private SweepSession session(Path folder) {
    if (!pin.equals("auto") && !pin.equals("off")) {
      throw new UsageException("--pin is auto or off, not '" + pin + "'");
    }
    if (!(mostStolenPercent >= 0 && mostStolenPercent <= 100)) {
      throw new UsageException("--most-stolen is a percentage, not " + mostStolenPercent);
    }
    return new SweepSession(
        folder.toAbsolutePath().normalize(),
        pin.equals("auto") ? Cores.divide() : null,
        keepMebibytes << 20,
        mostStolenPercent,
        condition(),
        this::print);
  }

  private CoreCondition condition() {
    try {
      return CoreCondition.valueOf(cores.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--cores is any, steady, near or far, not '" + cores + "'");
    }
  }

  private static List<String> list() {
    List<String> lines = new ArrayList<>(List.of("experiments:"));
    for (Experiment each : ExperimentCatalog.shipped().all()) {
      lines.add("  %-16s %s".formatted(each.name(), each.title()));
    }
    lines.add("servers of others, as further levels of method:");
    lines.addAll(TargetCatalog.describe());
    lines.add("factors:");
    lines.addAll(FactorCatalog.shipped().describe());
    return lines;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
