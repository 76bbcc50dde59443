package h2lab.analysis.check.trace;

import java.util.ArrayList;
import java.util.List;

/** Shows the steps around one, as a table. */
final class StepText {
  private static final int BEFORE = 3;
  private static final int AFTER = 3;
  private static final String FORMAT = "%s %8s  %-16s  %-24s %9s %9s %9s  %s";

  private final RecordedTable table;
  private final StepWindow steps;

  StepText(RecordedTable table, StepWindow steps) {
    this.table = table;
    this.steps = steps;
  }

  /** Lines for the steps that are known around {@code step}; none if there are none. */
  List<String> around(long step) {
    List<String> lines = new ArrayList<>();
    for (long at = Math.max(1, step - BEFORE); at <= step + AFTER; at++) {
      if (steps.has(at)) {
        lines.add(line(at == step ? ">" : " ", at));
      }
    }
    if (!lines.isEmpty()) {
      lines.addFirst(
          FORMAT.formatted(
              " ", "step", "facts", "action", "decrypt", "encrypt", "write", "points passed"));
    }
    return lines;
  }

  private String line(String mark, long step) {
    return FORMAT
        .formatted(
            mark,
            step,
            table.marks(steps.facts(step)),
            table.row(steps.row(step)).action(),
            steps.level(OctetFlow.TLS_PENDING, step),
            steps.level(OctetFlow.TO_ENCRYPT, step),
            steps.level(OctetFlow.TO_WRITE, step),
            OctetFlow.marks(steps.points(step)))
        .stripTrailing();
  }
}
