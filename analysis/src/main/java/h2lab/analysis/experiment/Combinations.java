package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The combinations of levels that an experiment tries, each once. What a server has not is no
 * difference to it: our methods are tried at the default level of a factor that others have;
 * servers of others at the first of such levels, and as their TLS is their own, with the first of
 * our engines.
 */
record Combinations(Experiment experiment) {
  /** Those that the experiment allows, the last factor varying fastest. */
  List<Levels> tried() {
    Map<Map<String, String>, Levels> tried = new LinkedHashMap<>();
    all()
        .map(levels -> experiment.isOurs(levels.method()) ? levels.ofMethod() : levels)
        .filter(this::isAllowed)
        .forEach(levels -> tried.putIfAbsent(seenByServer(levels), levels));
    return List.copyOf(tried.values());
  }

  private Stream<Levels> all() {
    List<Map<String, String>> combinations = List.of(experiment.fixed());
    for (Factor factor : experiment.factors()) {
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
    return combinations.stream().map(Levels::new);
  }

  private Optional<Target> target(Levels levels) {
    return experiment.allTargets().filter(t -> t.name().equals(levels.method())).findFirst();
  }

  /** One of others may speak only TLS, or only cleartext. */
  private boolean isAllowed(Levels levels) {
    boolean within =
        experiment.only().isEmpty() || experiment.only().stream().anyMatch(levels::have);
    return within
        && experiment.except().stream().noneMatch(levels::have)
        && target(levels).stream().allMatch(target -> target.speaks(levels.tls()));
  }

  /** What differs to the server of these levels, and to its load. */
  private Map<String, String> seenByServer(Levels levels) {
    Optional<Target> target = target(levels);
    if (target.isEmpty()) {
      return levels.byFactor();
    }
    Map<String, String> seen = levels.ofAllMethods();
    boolean ownTls =
        TargetCatalog.shipped().contains(target.get()) || target.get().hasTlsOfItsOwn();
    seen.computeIfPresent("tls", (tls, level) -> ownTls && !level.equals("off") ? "own" : level);
    return seen;
  }
}
