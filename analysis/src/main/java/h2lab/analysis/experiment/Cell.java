package h2lab.analysis.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All trials of one combination of levels.
 *
 * @param base trials that figures are to be relative to, by the same repetition; null for none
 */
public record Cell(Levels levels, List<TrialResult> trials, List<TrialResult> base) {
  Cell(Levels levels, List<TrialResult> trials) {
    this(levels, trials, null);
  }

  /** Where a figure lies, over the trials that are ok; empty if none of those tells it. */
  public Optional<Spread> spread(Figure figure) {
    List<Double> measured =
        trials.stream()
            .filter(TrialResult::ok)
            .map(trial -> value(figure, trial))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return measured.isEmpty() ? Optional.empty() : Optional.of(Spread.of(measured));
  }

  private OptionalDouble value(Figure figure, TrialResult trial) {
    OptionalDouble value = figure.of(trial);
    if (base == null || value.isEmpty()) {
      return value;
    }
    return base.stream()
        .filter(other -> other.ok() && other.repetition() == trial.repetition())
        .map(figure::of)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(of -> value.getAsDouble() / of.getAsDouble())
        .findFirst();
  }

  /** The trials that went wrong. */
  public List<TrialResult> faulty() {
    return trials.stream().filter(trial -> !trial.ok() && !trial.absent()).toList();
  }

  /** What its server was busy with, by the trials that are ok; empty if none of those tells it. */
  public Optional<CpuParts> cpuParts() {
    List<CpuParts> known =
        trials.stream()
            .filter(TrialResult::ok)
            .map(TrialResult::cpuParts)
            .filter(Objects::nonNull)
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(CpuParts.pooled(known));
  }

  /** Whether its server is not installed. */
  public boolean absent() {
    return trials.stream().anyMatch(TrialResult::absent);
  }

  boolean noted() {
    return trials.stream().anyMatch(trial -> !trial.remarks().isEmpty());
  }
}
