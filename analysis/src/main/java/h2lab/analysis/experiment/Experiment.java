package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An experiment as data: every combination of the levels of its factors is tried, each as often as
 * it has repetitions.
 *
 * @param name on the command line and in results
 * @param title above its table and charts
 * @param description what it shows and how to read it
 * @param factors what is varied
 * @param fixed what is held at one level; other factors have their defaults
 * @param warmUpSeconds load that is not counted, at least
 * @param longestWarmUpSeconds the same at most, while server or load still compile; as long as the
 *     least if not given
 * @param requests by level of the factor load, how many requests to send instead of for how long;
 *     null for by time
 * @param targets servers of others that are levels of the factor method, beside those described
 *     here
 * @param except combinations of some factors' levels that are not tried, such as of a method and a
 *     TLS engine that it has not
 * @param only combinations of some factors' levels, to which what is tried is limited; empty for
 *     every combination
 * @param keepServers whether one process of each server is there for all its trials, in place of a
 *     fresh one for each; null for no
 */
public record Experiment(
    String name,
    String title,
    String description,
    List<Factor> factors,
    Map<String, String> fixed,
    int repetitions,
    double warmUpSeconds,
    Double longestWarmUpSeconds,
    double measuredSeconds,
    Map<String, Integer> requests,
    List<ChartSpec> charts,
    List<Target> targets,
    List<Map<String, String>> only,
    List<Map<String, String>> except,
    Boolean keepServers) {

  public Experiment {
    if (name == null || title == null || factors == null || fixed == null || charts == null) {
      throw new UsageException("an experiment has name, title, factors, fixed and charts");
    }
    targets = targets == null ? List.of() : List.copyOf(targets);
    only = only == null ? List.of() : List.copyOf(only);
    except = except == null ? List.of() : List.copyOf(except);
    FactorCatalog catalog = FactorCatalog.shipped().with(targets);
    factors = factors.stream().map(f -> catalog.checked(f.name(), f.levels())).toList();
    fixed = new LinkedHashMap<>(fixed);
    fixed.forEach((factor, level) -> catalog.checked(factor, List.of(level)));
    Stream.concat(only.stream(), except.stream())
        .forEach(part -> part.forEach((factor, level) -> catalog.checked(factor, List.of(level))));
    charts = List.copyOf(charts);
    longestWarmUpSeconds =
        longestWarmUpSeconds == null
            ? warmUpSeconds
            : Double.valueOf(Math.max(warmUpSeconds, longestWarmUpSeconds));
    if (repetitions < 1) {
      throw new UsageException("repetitions cannot be " + repetitions + ", at least 1 is needed");
    }
    if (warmUpSeconds < 0 || (requests == null && measuredSeconds <= 0)) {
      throw new UsageException(
          "an experiment must run for some time, and cannot warm up for less than none");
    }
  }

  /** The factors and levels that this experiment may have. */
  public FactorCatalog catalog() {
    return FactorCatalog.shipped().with(targets);
  }

  /** This experiment with more servers that its methods may be. */
  Experiment withTargets(List<Target> more) {
    List<Target> all = new ArrayList<>(targets);
    all.addAll(more);
    return changed(factors, fixed, all, only, keepServers);
  }

  /** This experiment with one process of each server for all its trials, or for each its own. */
  Experiment keepingServers(boolean keep) {
    return changed(factors, fixed, targets, only, keep);
  }

  /** Whether one process of each server is there for all its trials. */
  public boolean keepsServers() {
    return keepServers != null && keepServers;
  }

  /** This experiment with all its targets beside its methods, unless some are chosen already. */
  Experiment tryingTargets() {
    List<String> methods = new ArrayList<>(levelsOf(FactorCatalog.METHOD));
    List<String> names = targets.stream().map(Target::name).toList();
    if (names.isEmpty() || methods.stream().anyMatch(names::contains)) {
      return this;
    }
    methods.addAll(names);
    return with(new Factor(FactorCatalog.METHOD, methods));
  }

  /** This experiment with all described servers of others beside its methods. */
  Experiment withPeers() {
    List<String> methods = new ArrayList<>(levelsOf(FactorCatalog.METHOD));
    TargetCatalog.shipped().stream().map(Target::name).forEach(methods::add);
    return with(new Factor(FactorCatalog.METHOD, methods.stream().distinct().toList()));
  }

  /**
   * This experiment with other levels of a factor, varied if there are several. All combinations
   * are tried again if what was tried was limited by that factor.
   */
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
    boolean limited = only.stream().anyMatch(limit -> limit.containsKey(factor.name()));
    return changed(varied, held, targets, limited ? List.of() : only, keepServers);
  }

  private Experiment changed(
      List<Factor> factors,
      Map<String, String> fixed,
      List<Target> targets,
      List<Map<String, String>> only,
      Boolean keepServers) {
    return new Experiment(
        name,
        title,
        description,
        factors,
        fixed,
        repetitions,
        warmUpSeconds,
        longestWarmUpSeconds,
        measuredSeconds,
        requests,
        charts,
        targets,
        only,
        except,
        keepServers);
  }

  /** This experiment with other numbers; null leaves one as it is. */
  public Experiment with(
      Integer repetitions,
      Double warmUpSeconds,
      Double longestWarmUpSeconds,
      Double measuredSeconds) {
    return new Experiment(
        name,
        title,
        description,
        factors,
        fixed,
        repetitions == null ? this.repetitions : repetitions,
        warmUpSeconds == null ? this.warmUpSeconds : warmUpSeconds,
        longestWarmUpSeconds == null ? this.longestWarmUpSeconds : longestWarmUpSeconds,
        measuredSeconds == null ? this.measuredSeconds : measuredSeconds,
        requests,
        charts,
        targets,
        only,
        except,
        keepServers);
  }

  /** The levels of a factor here: those varied, the fixed one or the default. */
  public List<String> levelsOf(String factor) {
    return factors.stream()
        .filter(f -> f.name().equals(factor))
        .findFirst()
        .map(Factor::levels)
        .orElseGet(() -> List.of(new Levels(fixed).of(factor)));
  }

  /** Every combination of levels that is to be tried, the last factor varying fastest. */
  public List<Levels> combinations() {
    return new Combinations(this).tried();
  }

  /** All servers of others there are. */
  Stream<Target> allTargets() {
    return Stream.concat(targets.stream(), TargetCatalog.shipped().stream());
  }

  /** The first server of others that is to be asked for a payload by size, and cannot be. */
  Optional<String> withoutOctets() {
    List<String> incapable =
        allTargets().filter(target -> !target.hasOctets()).map(Target::name).toList();
    return combinations().stream()
        .filter(levels -> levels.needsOctets() && incapable.contains(levels.method()))
        .map(Levels::method)
        .findFirst();
  }

  /** Whether a method is one of h2lab, not a server of others. */
  public boolean isOurs(String method) {
    return allTargets().noneMatch(target -> target.name().equals(method));
  }

  /** How long a trial with these levels loads the server. */
  Phases phases(Levels levels) {
    int count = requests == null ? 0 : requests.getOrDefault(levels.load(), 1);
    return new Phases(warmUpSeconds, longestWarmUpSeconds, measuredSeconds, count);
  }
}
