package h2lab.analysis.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
      "Runs an experiment: every combination of its factors' levels, each in a fresh server.",
      "Without a name: a quick pass over the headline experiments, under three minutes."
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

  @Option(
      names = "-p",
      paramLabel = "FACTOR=L1,L2",
      description = "levels of a factor in place of the experiment's")
  private Map<String, String> levels = Map.of();

  @Option(
      names = "--target",
      paramLabel = "NAME=URL",
      description = "measure the server at this URL as well, as a further method; repeatable")
  private Map<String, String> targetUrls = Map.of();

  @Option(
      names = "--target-command",
      paramLabel = "NAME=COMMAND",
      description = {
        "start a server by this command for each of its trials; {port}, {cert}, {key}, {keystore},"
            + " {password}, {tls}, {cores} and {folder} are filled in; repeatable"
      })
  private Map<String, String> targetCommands = Map.of();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "how often each combination is tried")
  private Integer repetitions;

  @Option(
      names = "--load",
      paramLabel = "GENERATOR",
      description = "embedded (default) or h2load; short for -p load=GENERATOR")
  private String load;

  @Option(
      names = "--payload",
      paramLabel = "OCTETS",
      split = ",",
      description = "octets of content in a response, as in 12,65536; short for -p payload=OCTETS")
  private List<String> payloads;

  @Option(
      names = {"-D", "--duration"},
      paramLabel = "SECONDS",
      description = "measured time of each trial")
  private Double measuredSeconds;

  @Option(
      names = "--warm-up-time",
      paramLabel = "SECONDS",
      description = "load before that, not counted, at least")
  private Double warmUpSeconds;

  @Option(
      names = "--longest-warm-up",
      paramLabel = "SECONDS",
      description = "the same at most, while server or load still compile; h2load takes all of it")
  private Double longestWarmUpSeconds;

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

  @Option(names = "--seed", paramLabel = "N", description = "of the order of trials (random)")
  private Long seed;

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

  @Option(names = "--list", description = "list experiments and factors, run nothing")
  private boolean list;

  @Option(names = "--describe", description = "say what would be run, run nothing")
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
    List<Experiment> experiments =
        InstalledLoads.only(chosen(), load != null || levels.containsKey("load"), notes);
    Design design = Design.of(experiments, seed != null ? seed : System.nanoTime() & 0xFFFFFFFFL);
    if (describe) {
      experiments.forEach(e -> print(e.name() + ": " + e.description()));
      print("");
    }
    notes.forEach(this::print);
    design.describe().forEach(this::print);
    if (describe) {
      return 0;
    }
    String name = experiment == null ? "headline" : experiments.getFirst().name();
    Path folder = out != null ? out : SweepSession.newFolder(Path.of("results"), name);
    return session(folder).start(design);
  }

  private Integer resumed() throws java.io.IOException, InterruptedException {
    boolean other =
        experiment != null
            || !levels.isEmpty()
            || repetitions != null
            || load != null
            || payloads != null
            || measuredSeconds != null
            || warmUpSeconds != null
            || longestWarmUpSeconds != null
            || seed != null
            || out != null
            || !targetUrls.isEmpty()
            || !targetCommands.isEmpty();
    if (other) {
      throw new UsageException("--resume goes on with what was begun; it takes no other design");
    }
    return session(resume).resume();
  }

  private SweepSession session(Path folder) {
    if (!pin.equals("auto") && !pin.equals("off")) {
      throw new UsageException("--pin is auto or off, not '" + pin + "'");
    }
    return new SweepSession(
        folder.toAbsolutePath().normalize(),
        pin.equals("auto") ? Cores.divide() : null,
        keepMebibytes << 20,
        this::print);
  }

  private List<Experiment> chosen() throws EnvironmentException {
    ExperimentCatalog catalog = ExperimentCatalog.shipped();
    List<Experiment> base =
        experiment == null ? catalog.quickPass() : List.of(catalog.named(experiment));
    List<Target> targets = Target.given(targetUrls, targetCommands);
    List<Experiment> chosen = base.stream().map(each -> overridden(each, targets)).toList();
    Feasibility.require(chosen, targets);
    return chosen;
  }

  private Experiment overridden(Experiment base, List<Target> targets) {
    Experiment changed =
        base.with(repetitions, warmUpSeconds, longestWarmUpSeconds, measuredSeconds)
            .withTargets(targets);
    FactorCatalog catalog = changed.catalog();
    for (Map.Entry<String, String> entry : levels.entrySet()) {
      changed = changed.with(catalog.checked(entry.getKey(), List.of(entry.getValue().split(","))));
    }
    changed = payloads == null ? changed : changed.with(catalog.checked("payload", payloads));
    changed = load == null ? changed : changed.with(catalog.checked("load", List.of(load)));
    return changed.tryingTargets();
  }

  private static List<String> list() {
    List<String> lines = new ArrayList<>(List.of("experiments:"));
    for (Experiment each : ExperimentCatalog.shipped().all()) {
      lines.add("  %-14s %s".formatted(each.name(), each.title()));
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
