package h2lab.analysis.experiment;

import java.util.List;

/** Finds out before a sweep what in it can only fail. */
final class Feasibility {
  private Feasibility() {}

  /**
   * Refuses experiments that have nothing to try, or ask servers for what they have not.
   *
   * @param targets that were given for this sweep, and have to be tried
   * @throws UsageException saying what to change
   */
  static void require(List<Experiment> experiments, List<Target> targets) {
    targets.forEach(target -> requireTried(target, experiments));
    experiments.forEach(Feasibility::requirePossible);
  }

  private static void requirePossible(Experiment experiment) {
    if (experiment.combinations().isEmpty()) {
      throw new UsageException(
          experiment.name()
              + " has nothing to try: it leaves out what is left of its combinations");
    }
    if (experiment.keepsServers()) {
      requireNoRecordings(experiment);
    }
    FactorCatalog.shipped()
        .defaults()
        .forEach((factor, usual) -> requireHad(factor, usual, experiment));
    experiment
        .withoutOctets()
        .ifPresent(
            name -> {
              throw new UsageException(
                  name + " has no /octets/N, which payloads other than 12 need; leave one out");
            });
  }

  /** What none of our methods has would be left out without a word. */
  private static void requireHad(String factor, String usual, Experiment experiment) {
    List<String> having = FactorCatalog.shipped().methodsOf(factor);
    List<String> methods = experiment.levelsOf("method");
    boolean idle =
        having != null
            && experiment.levelsOf(factor).stream().anyMatch(level -> !level.equals(usual))
            && methods.stream().anyMatch(experiment::isOurs)
            && methods.stream().noneMatch(having::contains);
    if (idle) {
      throw new UsageException(
          "%s varies %s, which only %s has: add it to the methods, or leave %s out"
              .formatted(experiment.name(), factor, String.join(" or ", having), factor));
    }
  }

  private static void requireNoRecordings(Experiment experiment) {
    if (!experiment.levelsOf("level").equals(List.of("off"))) {
      throw new UsageException(
          "a server that stays for all its trials has no recording of each: add -p level=off or"
              + " --no-keep-servers");
    }
  }

  private static void requireTried(Target target, List<Experiment> experiments) {
    boolean tried =
        experiments.stream()
            .flatMap(experiment -> experiment.combinations().stream())
            .anyMatch(levels -> levels.method().equals(target.name()));
    if (!tried) {
      boolean cleartext = target.speaks("off");
      throw new UsageException(
          "target %s speaks %s, which is not tried; add -p tls=%s%s"
              .formatted(
                  target.name(),
                  cleartext ? "cleartext only" : "TLS only",
                  cleartext ? "off" : "jdk",
                  target.url() == null
                      ? ", or {tls}, {cert} and {key} to its command"
                      : " or another URL"));
    }
  }
}
