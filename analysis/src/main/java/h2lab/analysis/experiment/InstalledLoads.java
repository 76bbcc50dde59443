package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;

/** Replaces load generators that are not installed, unless somebody asked for them. */
final class InstalledLoads {
  private InstalledLoads() {}

  /**
   * The experiments with load generators that are there.
   *
   * @param asked whether the generators were chosen by hand
   * @param notes gets a line for each replacement
   * @throws EnvironmentException if one was asked for and is missing
   */
  static List<Experiment> only(List<Experiment> experiments, boolean asked, List<String> notes)
      throws EnvironmentException {
    List<Experiment> possible = new ArrayList<>();
    for (Experiment experiment : experiments) {
      List<String> missing =
          experiment.levelsOf("load").stream()
              .filter(load -> !load.equals("embedded") && !Environment.onPath(load))
              .toList();
      if (!missing.isEmpty() && asked) {
        throw new EnvironmentException(
            missing.getFirst() + " is not installed; --load embedded needs nothing");
      }
      possible.add(missing.isEmpty() ? experiment : replaced(experiment, missing, notes));
    }
    return possible;
  }

  private static Experiment replaced(
      Experiment experiment, List<String> missing, List<String> notes) {
    missing.forEach(
        load ->
            notes.add(
                experiment.name()
                    + ": "
                    + load
                    + " is not installed, the embedded load stands in"));
    List<String> levels =
        experiment.levelsOf("load").stream()
            .map(load -> missing.contains(load) ? "embedded" : load)
            .distinct()
            .toList();
    return experiment.with(new Factor("load", levels));
  }
}
