package h2lab.analysis.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All trials of one combination of levels. */
public record Cell(Levels levels, List<TrialResult> trials) {
  /** Where a figure lies, over the trials that are ok; empty if none of those tells it. */
  public Optional<Spread> spread(Figure figure) {
    List<Double> measured =
        trials.stream()
            .filter(TrialResult::ok)
            .map(figure::of)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return measured.isEmpty() ? Optional.empty() : Optional.of(Spread.of(measured));
  }

  /** The trials that are not ok. */
  public List<TrialResult> faulty() {
    return trials.stream().filter(trial -> !trial.ok()).toList();
  }

  boolean noted() {
    return trials.stream().anyMatch(trial -> trial.notes() != null);
  }
}
