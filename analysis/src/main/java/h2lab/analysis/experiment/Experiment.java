package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment as data: every combination of the levels of its factors is tried, each as often as
 * it has repetitions.
 *
 * @param name on the command line and in results
 * @param title above its table and charts
 * @param description what it shows and how to read it
 * @param factors what is varied
 * @param fixed what is held at one level; other factors have their defaults
 * @param requests by level of the factor load, how many requests to send instead of for how long;
 *     null for by time
 */
public record Experiment(
    String name,
    String title,
    String description,
    List<Factor> factors,
    Map<String, String> fixed,
    int repetitions,
    double warmUpSeconds,
    double measuredSeconds,
    Map<String, Integer> requests,
    List<ChartSpec> charts) {

  public Experiment {
    if (name == null || title == null || factors == null || fixed == null || charts == null) {
      throw new UsageException("an experiment has name, title, factors, fixed and charts");
    }
    FactorCatalog catalog = FactorCatalog.shipped();
    factors = factors.stream().map(f -> catalog.checked(f.name(), f.levels())).toList();
    fixed = new LinkedHashMap<>(fixed);
    fixed.forEach((factor, level) -> catalog.checked(factor, List.of(level)));
    charts = List.copyOf(charts);
    if (repetitions < 1) {
      throw new UsageException("repetitions cannot be " + repetitions + ", at least 1 is needed");
    }
    if (warmUpSeconds < 0 || (requests == null && measuredSeconds <= 0)) {
      throw new UsageException(
          "an experiment must run for some time, and cannot warm up for less than none");
    }
  }

  /** This experiment with other levels of a factor, varied if there are several. */
  public Experiment with(Factor factor) {
    List<Factor> varied = new ArrayList<>(factors);
    Map<String, String> held = new LinkedHashMap<>(fixed);
    int place = varied.stream().map(Factor::name).toList().indexOf(factor.name());
    if (place >= 0) {
      varied.set(place, factor);
    } else if (factor.levels().size() > 1) {
      held.remove(factor.name());
      varied.add(factor);
    } else {
      held.put(factor.name(), factor.levels().getFirst());
    }
    return new Experiment(
        name,
        title,
        description,
        varied,
        held,
        repetitions,
        warmUpSeconds,
        measuredSeconds,
        requests,
        charts);
  }

  /** This experiment with other numbers; null leaves one as it is. */
  public Experiment with(Integer repetitions, Double warmUpSeconds, Double measuredSeconds) {
    return new Experiment(
        name,
        title,
        description,
        factors,
        fixed,
        repetitions == null ? this.repetitions : repetitions,
        warmUpSeconds == null ? this.warmUpSeconds : warmUpSeconds,
        measuredSeconds == null ? this.measuredSeconds : measuredSeconds,
        requests,
        charts);
  }

  /** The levels of a factor here: those varied, the fixed one or the default. */
  public List<String> levelsOf(String factor) {
    return factors.stream()
        .filter(f -> f.name().equals(factor))
        .findFirst()
        .map(Factor::levels)
        .orElseGet(() -> List.of(new Levels(fixed).of(factor)));
  }

  /** Every combination of levels once, the last factor varying fastest. */
  public List<Levels> combinations() {
    List<Map<String, String>> combinations = List.of(fixed);
    for (Factor factor : factors) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String level : factor.levels()) {
          Map<String, String> next = new LinkedHashMap<>(combination);
          next.put(factor.name(), level);
          longer.add(next);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(Levels::new).toList();
  }

  /** How long a trial with these levels loads the server. */
  Phases phases(Levels levels) {
    int count = requests == null ? 0 : requests.getOrDefault(levels.load(), 1);
    return new Phases(warmUpSeconds, measuredSeconds, count);
  }
}
