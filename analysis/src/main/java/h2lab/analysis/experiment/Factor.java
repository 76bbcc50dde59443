package h2lab.analysis.experiment;

import java.util.List;

/**
 * Something that is varied on purpose, and the levels it takes in an experiment.
 *
 * @param name as on the command line, one of {@link FactorCatalog}
 * @param levels at least one, in the order they are shown
 */
public record Factor(String name, List<String> levels) {
  public Factor {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new UsageException("factor " + name + " has no level");
    }
  }
}
