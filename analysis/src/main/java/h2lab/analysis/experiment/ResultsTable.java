package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An experiment's results as text: the levels of its first factor side by side, or if they are too
 * many below each other like those of the others, and under it what to know about single trials.
 */
final class ResultsTable {
  private static final int NOTES_SHOWN = 12;
  private static final int MOST_COLUMNS = 5;
  private static final String NOT_COMBINED = "-";

  private final Results results;
  private final Experiment experiment;
  private final List<Cell> cells;

  ResultsTable(Results results, Experiment experiment) {
    this.results = results;
    this.experiment = experiment;
    this.cells = results.cells(experiment);
  }

  List<String> lines() {
    List<List<String>> table = new ArrayList<>();
    table.add(header());
    rows().forEach((levels, cellsOfRow) -> table.add(row(levels, cellsOfRow)));
    List<String> lines = new ArrayList<>();
    lines.add(experiment.title() + " (" + experiment.name() + ")");
    lines.add(legend());
    lines.addAll(aligned(table));
    lines.addAll(notes());
    return lines;
  }

  private boolean sideBySide() {
    int columns = experiment.factors().getFirst().levels().size();
    return experiment.factors().size() > 1 && columns <= MOST_COLUMNS;
  }

  /** The first factor comes last if it is not side by side, so that its levels stand together. */
  private List<Factor> rowFactors() {
    List<Factor> factors = new ArrayList<>(experiment.factors());
    Factor first = factors.removeFirst();
    if (!sideBySide()) {
      factors.addLast(first);
    }
    return factors;
  }

  private Map<List<String>, List<Cell>> rows() {
    Comparator<Cell> order = Comparator.comparingInt(cell -> 0);
    for (Factor factor : rowFactors()) {
      order = order.thenComparingInt(c -> factor.levels().indexOf(c.levels().of(factor.name())));
    }
    return cells.stream()
        .sorted(order)
        .collect(Collectors.groupingBy(this::rowLevels, LinkedHashMap::new, Collectors.toList()));
  }

  private List<String> rowLevels(Cell cell) {
    return rowFactors().stream().map(factor -> cell.levels().of(factor.name())).toList();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    rowFactors().forEach(factor -> header.add(factor.name()));
    header.addAll(sideBySide() ? experiment.factors().getFirst().levels() : List.of("result"));
    return header;
  }

  private List<String> row(List<String> levels, List<Cell> cellsOfRow) {
    List<String> row = new ArrayList<>(levels);
    if (!sideBySide()) {
      row.add(text(cellsOfRow.getFirst()));
      return row;
    }
    Factor first = experiment.factors().getFirst();
    for (String level : first.levels()) {
      row.add(
          cellsOfRow.stream()
              .filter(cell -> cell.levels().of(first.name()).equals(level))
              .findFirst()
              .map(this::text)
              .orElse(NOT_COMBINED));
    }
    return row;
  }

  private List<Figure> figures() {
    List<Figure> figures =
        experiment.charts().stream().flatMap(c -> c.figures().stream()).distinct().toList();
    return figures.isEmpty() ? List.of(Figure.REQUESTS_PER_SECOND) : figures;
  }

  private boolean rates() {
    return figures().contains(Figure.REQUESTS_PER_SECOND);
  }

  private boolean throughput() {
    return figures().contains(Figure.MIB_PER_SECOND);
  }

  private String legend() {
    if (experiment.charts().isEmpty()) {
      return "requests answered";
    }
    if (rates()) {
      return "requests/s: median (smallest-largest), "
          + (throughput() ? "content in MiB/s, " : "")
          + "server CPU µs per request";
    }
    return figures().equals(List.of(Figure.CPU_PER_REQUEST))
        ? "server CPU µs per request"
        : figures().stream().map(Figure::label).collect(Collectors.joining(" / "))
            + " request time in µs";
  }

  private String text(Cell cell) {
    String mark = cell.faulty().isEmpty() ? (cell.noted() ? " *" : "") : " !";
    String figures = experiment.charts().isEmpty() ? "" : rates() ? rate(cell) : times(cell);
    if (!figures.isEmpty()) {
      return figures + mark;
    }
    return cell.trials().isEmpty() ? "not tried" : answered(cell) + mark;
  }

  private String rate(Cell cell) {
    return cell.spread(Figure.REQUESTS_PER_SECOND)
        .map(
            spread ->
                range(spread)
                    + throughput(cell)
                    + cell.spread(Figure.CPU_PER_REQUEST)
                        .map(cpu -> ", " + Words.precise(cpu.median()))
                        .orElse(""))
        .orElse("");
  }

  private String throughput(Cell cell) {
    return throughput()
        ? cell.spread(Figure.MIB_PER_SECOND)
            .map(spread -> ", " + Words.precise(spread.median()))
            .orElse("")
        : "";
  }

  private static String range(Spread spread) {
    return spread.count() == 1
        ? Words.grouped(spread.median())
        : "%s (%s-%s)"
            .formatted(
                Words.grouped(spread.median()),
                Words.grouped(spread.smallest()),
                Words.grouped(spread.largest()));
  }

  private String times(Cell cell) {
    return figures().stream()
        .map(figure -> cell.spread(figure).map(s -> Words.precise(s.median())).orElse(null))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" / "));
  }

  private static String answered(Cell cell) {
    TrialResult last = cell.trials().getLast();
    return last.ok()
        ? last.requests().succeeded() + " of " + last.requests().total()
        : last.status().name().toLowerCase(java.util.Locale.ROOT);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (TrialResult trial : results.rowsOf(experiment)) {
      if (trial.absent()) {
        continue;
      }
      if (!trial.ok()) {
        notes.addFirst("! " + trial.trial() + " " + SweepProgress.words(trial));
      } else if (!trial.remarks().isEmpty()) {
        notes.add("* " + trial.trial() + " " + String.join("; ", trial.remarks()));
      }
    }
    List<String> lines = new ArrayList<>(shortened(notes));
    results.rowsOf(experiment).stream()
        .filter(TrialResult::absent)
        .map(trial -> "  " + trial.reason())
        .distinct()
        .forEach(lines::add);
    unrecorded().ifPresent(lines::add);
    return lines;
  }

  private Optional<String> unrecorded() {
    String servers =
        results.rowsOf(experiment).stream()
            .filter(trial -> trial.notes() != null)
            .filter(trial -> trial.notes().contains(TrialRun.NO_RECORDING))
            .map(trial -> trial.levels().method())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return servers.isEmpty()
        ? Optional.empty()
        : Optional.of("  no recordings of " + servers + ": not servers of h2lab");
  }

  private static List<String> shortened(List<String> notes) {
    if (notes.size() > NOTES_SHOWN) {
      int more = notes.size() - NOTES_SHOWN;
      return java.util.stream.Stream.concat(
              notes.stream().limit(NOTES_SHOWN),
              java.util.stream.Stream.of("  and " + more + " more in " + TrialLog.FILE))
          .toList();
    }
    return notes;
  }

  private static List<String> aligned(List<List<String>> table) {
    int columns = table.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return table.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(" ");
    for (int column = 0; column < widths.length; column++) {
      line.append(" ".repeat(widths[column] - row.get(column).length() + 2))
          .append(row.get(column));
    }
    return line.toString();
  }
}
