package h2lab.analysis.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What of an experiment can be chosen on the command line. */
final class DesignOptions {
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
      names = "--peers",
      description =
          "measure all described servers of others as well, and the floor, as further methods")
  private boolean peers;

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
      names = "--keep-servers",
      negatable = true,
      description = {
        "one process of each server for all its trials: it is warmed up for the longest time at"
            + " each load,",
        "and for the least when the load comes again; needs -p level=off"
      })
  private Boolean keepServers;

  @Option(names = "--seed", paramLabel = "N", description = "of the order of trials (random)")
  private Long seed;

  /**
   * The experiments with all that was chosen, and their trials.
   *
   * @param experiment name or file; null for the quick pass
   * @param notes gets a line for each load generator that is replaced
   * @throws UsageException if something chosen does not exist or cannot be tried
   */
  Design design(String experiment, List<String> notes) throws EnvironmentException {
    boolean loadChosen = load != null || levels.containsKey("load");
    List<Experiment> experiments = InstalledLoads.only(chosen(experiment), loadChosen, notes);
    return Design.of(experiments, seed != null ? seed : System.nanoTime() & 0xFFFFFFFFL);
  }

  /** Whether anything was chosen. */
  boolean anyGiven() {
    return peers
        || !levels.isEmpty()
        || !targetUrls.isEmpty()
        || !targetCommands.isEmpty()
        || Stream.of(
                repetitions,
                load,
                payloads,
                measuredSeconds,
                warmUpSeconds,
                longestWarmUpSeconds,
                keepServers,
                seed)
            .anyMatch(Objects::nonNull);
  }

  private List<Experiment> chosen(String experiment) throws EnvironmentException {
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
    changed = peers ? changed.withPeers() : changed;
    changed = keepServers == null ? changed : changed.keepingServers(keepServers);
    return changed.tryingTargets();
  }
}
