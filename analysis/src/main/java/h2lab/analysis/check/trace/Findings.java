package h2lab.analysis.check.trace;

import h2lab.tracing.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the validation of a recording.
 *
 * @param clients in it
 * @param alreadyConnected of those, how many were when the recording began: how they began was not
 *     judged
 * @param actions that were judged
 * @param level it was recorded at
 * @param unjudged rules that need a higher level
 * @param violations the first of each client that broke a rule
 */
public record Findings(
    long clients,
    long alreadyConnected,
    long actions,
    Level level,
    Set<Rule> unjudged,
    List<Violation> violations) {
  public Findings {
    violations = List.copyOf(violations);
  }

  /** Whether no rule was broken. */
  public boolean conforms() {
    return violations.isEmpty();
  }

  /** What was judged and what not, in a line or two. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    int judged = Rule.values().length - unjudged.size();
    lines.add(
        "clients %,d, actions %,d, rules %d of %d"
            .formatted(clients, actions, judged, Rule.values().length));
    if (!unjudged.isEmpty()) {
      lines.add(
          "not judged at level "
              + level
              + ": "
              + Stream.of(Rule.values())
                  .filter(unjudged::contains)
                  .map(Rule::name)
                  .collect(Collectors.joining(", ")));
    }
    if (alreadyConnected > 0) {
      lines.add(
          "of %,d clients the accept is not in the recording; their beginning was not judged"
              .formatted(alreadyConnected));
    }
    return lines;
  }

  /** The first violation with the steps around it, and how many more there are. */
  public List<String> story() {
    List<String> lines = new ArrayList<>();
    Violation first = violations.getFirst();
    lines.add(summaryOf(first));
    lines.add("  the rule: " + first.rule().says());
    if (!first.around().isEmpty()) {
      lines.add("");
      lines.addAll(first.around());
      lines.add("");
    }
    if (violations.size() > 1) {
      lines.add(
          violations.stream()
              .collect(Collectors.groupingBy(Violation::rule, Collectors.counting()))
              .entrySet()
              .stream()
              .map(entry -> entry.getKey() + " by " + entry.getValue())
              .sorted()
              .collect(Collectors.joining(", ", "clients that broke a rule: ", "")));
    }
    return lines;
  }

  /** The first violation in a few words. */
  public String headline() {
    return summaryOf(violations.getFirst());
  }

  private static String summaryOf(Violation violation) {
    return "client %d breaks %s%s: %s"
        .formatted(
            violation.clientId(),
            violation.rule(),
            violation.step() > 0 ? " at step " + violation.step() : "",
            violation.what());
  }
}
