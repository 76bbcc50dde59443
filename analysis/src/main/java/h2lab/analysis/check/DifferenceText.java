package h2lab.analysis.check;

import h2lab.analysis.recording.FactRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A difference for people: both sides around it, and the facts in it by name. */
final class DifferenceText {
  private static final int CONTEXT = 3;
  private static final String NOTHING = "(nothing)";

  private final Difference difference;
  private final List<FactRow> facts;

  /**
   * @param facts what the marks stand for; unknown ones are shown as they are
   */
  DifferenceText(Difference difference, List<FactRow> facts) {
    this.difference = difference;
    this.facts = facts;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(difference.summary());
    lines.add("");
    int width = Math.max("golden".length(), width(difference.golden()));
    lines.add(line("", "step", "golden", width, "recording"));
    for (int step = first(); step <= last(); step++) {
      String mark = step == difference.step() ? ">" : "";
      String golden = cell(difference.golden(), step);
      String recorded = cell(difference.recorded(), step);
      lines.add(line(mark, String.valueOf(step), golden, width, recorded));
    }
    addFacts(lines);
    return lines;
  }

  private int first() {
    return Math.max(1, difference.step() - CONTEXT);
  }

  private int last() {
    int end = Math.max(difference.golden().size(), difference.recorded().size());
    return Math.min(end, difference.step() + CONTEXT);
  }

  private static String line(String mark, String step, String left, int width, String right) {
    String format = "%1s %6s  %-" + width + "s  %s";
    return String.format(Locale.ROOT, format, mark, step, left, right).stripTrailing();
  }

  private int width(List<Step> steps) {
    int widest = NOTHING.length();
    for (int step = first(); step <= last(); step++) {
      widest = Math.max(widest, cell(steps, step).length());
    }
    return widest;
  }

  private int factsWidth() {
    int widest = 1;
    for (int step = first(); step <= last(); step++) {
      for (List<Step> steps : List.of(difference.golden(), difference.recorded())) {
        widest =
            Math.max(widest, Difference.at(steps, step).map(s -> s.facts().length()).orElse(0));
      }
    }
    return widest;
  }

  private String cell(List<Step> steps, int step) {
    String format = "%-" + factsWidth() + "s  %s";
    return Difference.at(steps, step)
        .map(s -> String.format(Locale.ROOT, format, Golden.factsOrNone(s.facts()), s.action()))
        .orElse(NOTHING);
  }

  private void addFacts(List<String> lines) {
    String golden = difference.expected().map(Step::facts).orElse("");
    String recorded = difference.actual().map(Step::facts).orElse("");
    lines.add("");
    lines.add("facts at step " + difference.step());
    addFacts(lines, "both", golden.chars().filter(mark -> recorded.indexOf(mark) >= 0));
    addFacts(lines, "golden only", golden.chars().filter(mark -> recorded.indexOf(mark) < 0));
    addFacts(lines, "recording only", recorded.chars().filter(mark -> golden.indexOf(mark) < 0));
  }

  private void addFacts(List<String> lines, String side, IntStream marks) {
    String names =
        marks.mapToObj(mark -> name(Character.toString(mark))).collect(Collectors.joining(", "));
    lines.add(String.format(Locale.ROOT, "  %-15s  %s", side, names.isEmpty() ? "-" : names));
  }

  private String name(String mark) {
    return facts.stream()
        .filter(fact -> fact.mark().equals(mark))
        .map(fact -> mark + " " + fact.name())
        .findFirst()
        .orElse(mark);
  }
}
