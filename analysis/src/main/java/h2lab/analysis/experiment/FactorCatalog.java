package h2lab.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;

/**
 * All factors there are, read from {@code factors.json}: their known levels, and the level each has
 * where an experiment says nothing.
 */
public final class FactorCatalog {
  /** The factor whose levels are servers. */
  static final String METHOD = "method";

  private static final FactorCatalog SHIPPED =
      new FactorCatalog(
              ExperimentJson.<List<KnownFactor>>resource("factors.json", new TypeReference<>() {}))
          .with(TargetCatalog.shipped());

  private final Map<String, KnownFactor> byName = new LinkedHashMap<>();

  /**
   * A factor that exists. Either {@code levels} lists what it can be, or it is a whole number from
   * {@code smallest} to {@code largest}.
   *
   * @param methods that have it; null for all
   */
  record KnownFactor(
      String name,
      String description,
      List<String> methods,
      List<String> levels,
      Integer smallest,
      Integer largest,
      @JsonProperty("default") String defaultLevel) {
    boolean allows(String level) {
      return levels != null ? levels.contains(level) : inRange(level);
    }

    private boolean inRange(String level) {
      if (!level.matches("[1-9][0-9]{0,9}")) {
        return false;
      }
      long number = Long.parseLong(level);
      return number >= smallest && number <= largest;
    }

    String known() {
      return levels != null
          ? "one of " + String.join(", ", levels)
          : "a whole number from " + smallest + " to " + largest;
    }
  }

  private FactorCatalog(Collection<KnownFactor> factors) {
    factors.forEach(factor -> byName.put(factor.name(), factor));
  }

  /** The factors this version knows; its methods are ours and the servers described here. */
  public static FactorCatalog shipped() {
    return SHIPPED;
  }

  /** These factors, with further servers as levels of the factor method. */
  FactorCatalog with(List<Target> targets) {
    FactorCatalog more = new FactorCatalog(byName.values());
    KnownFactor method = byName.get(METHOD);
    List<String> levels = new ArrayList<>(method.levels());
    targets.forEach(target -> levels.add(target.name()));
    more.byName.put(
        METHOD,
        new KnownFactor(
            METHOD, method.description(), null, levels, null, null, method.defaultLevel()));
    return more;
  }

  /** The methods that have a factor; null for all. */
  List<String> methodsOf(String factor) {
    return byName.get(factor).methods();
  }

  /** Whether a level of a factor exists. */
  boolean allows(String factor, String level) {
    return byName.get(factor).allows(level);
  }

  /** All factors, in the order they are shown. */
  List<KnownFactor> factors() {
    return List.copyOf(byName.values());
  }

  /**
   * The factor with its levels, if they exist.
   *
   * @throws UsageException naming the known factors or levels
   */
  public Factor checked(String name, List<String> levels) {
    KnownFactor known = byName.get(name);
    if (known == null) {
      throw new UsageException(
          "there is no factor " + name + "; known: " + String.join(", ", byName.keySet()));
    }
    for (String level : levels) {
      if (!known.allows(level)) {
        throw new UsageException(name + " cannot be '" + level + "', it is " + known.known());
      }
    }
    return new Factor(name, levels.stream().distinct().toList());
  }

  /**
   * Where a level stands among all known ones of its factor, from 0, so that it looks the same in
   * every chart; 0 for factors that are numbers.
   */
  public int place(String factor, String level) {
    List<String> levels = byName.get(factor).levels();
    return levels == null ? 0 : Math.max(0, levels.indexOf(level));
  }

  /** The level of each factor where nothing else is said. */
  Map<String, String> defaults() {
    return byName.values().stream()
        .collect(
            Collectors.toMap(
                KnownFactor::name, KnownFactor::defaultLevel, (a, b) -> a, LinkedHashMap::new));
  }

  /** One line per factor, for people. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (KnownFactor factor : byName.values()) {
      lines.add(
          "  %-9s %s; %s (default %s)"
              .formatted(
                  factor.name(), factor.description(), factor.known(), factor.defaultLevel()));
    }
    return lines;
  }
}
