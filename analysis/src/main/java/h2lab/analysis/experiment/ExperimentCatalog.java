package h2lab.analysis.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/**
 * The experiments that are shipped, each a JSON resource beside this class, and the quick pass over
 * the main ones. An experiment of one's own is a file of the same form.
 *
 * @param experiments names, in the order they are listed
 * @param quick what runs when no name is given
 */
record ExperimentCatalog(List<String> experiments, QuickPass quick) {
  /**
   * Several experiments with fewer levels and shorter phases.
   *
   * @param levels by factor, those of the experiments' own levels that remain
   */
  record QuickPass(
      String name,
      List<String> experiments,
      Map<String, List<String>> levels,
      int repetitions,
      double warmUpSeconds,
      double longestWarmUpSeconds,
      double measuredSeconds) {
    private Experiment shortened(Experiment experiment) {
      Experiment quick = experiment;
      for (Factor factor : experiment.factors()) {
        List<String> remaining = levels.getOrDefault(factor.name(), factor.levels());
        quick =
            quick.with(
                new Factor(
                    factor.name(), factor.levels().stream().filter(remaining::contains).toList()));
      }
      return quick.with(repetitions, warmUpSeconds, longestWarmUpSeconds, measuredSeconds);
    }
  }

  static ExperimentCatalog shipped() {
    return ExperimentJson.resource("catalog.json", new TypeReference<>() {});
  }

  List<Experiment> all() {
    return experiments.stream().map(this::shipped).toList();
  }

  /** The main experiments as the quick pass runs them. */
  List<Experiment> quickPass() {
    return quick.experiments().stream().map(this::shipped).map(quick::shortened).toList();
  }

  /**
   * An experiment by name, or from a file.
   *
   * @param name a shipped one's, or the path of a {@code .json} file
   * @throws UsageException if there is none, naming those there are
   */
  Experiment named(String name) throws EnvironmentException {
    if (experiments.contains(name)) {
      return shipped(name);
    }
    if (name.endsWith(".json") && Files.exists(Path.of(name))) {
      return ExperimentJson.written(Path.of(name), Experiment.class);
    }
    throw new UsageException(
        "there is no experiment " + name + "; known: " + String.join(", ", experiments));
  }

  private Experiment shipped(String name) {
    return ExperimentJson.resource(name + ".json", new TypeReference<>() {});
  }
}
