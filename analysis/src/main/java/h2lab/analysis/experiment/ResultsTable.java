package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An experiment's results as text: the levels of its first factor side by side, those of the others
 * below each other, and under it what to know about single trials.
 */
final class ResultsTable {
  private static final int NOTES_SHOWN = 12;

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
    Map<List<String>, List<Cell>> rows =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    this::rowLevels, java.util.LinkedHashMap::new, Collectors.toList()));
    rows.forEach((levels, cellsOfRow) -> table.add(row(levels, cellsOfRow)));
    List<String> lines = new ArrayList<>();
    lines.add(experiment.title() + " (" + experiment.name() + ")");
    lines.add(legend());
    lines.addAll(aligned(table));
    lines.addAll(notes());
    return lines;
  }

  private boolean sideBySide() {
    return experiment.factors().size() > 1;
  }

  private List<String> rowLevels(Cell cell) {
    return experiment.factors().stream()
        .skip(sideBySide() ? 1 : 0)
        .map(factor -> cell.levels().of(factor.name()))
        .toList();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    experiment.factors().stream()
        .skip(sideBySide() ? 1 : 0)
        .forEach(factor -> header.add(factor.name()));
    header.addAll(sideBySide() ? experiment.factors().getFirst().levels() : List.of("result"));
    return header;
  }

  private List<String> row(List<String> levels, List<Cell> cellsOfRow) {
    List<String> row = new ArrayList<>(levels);
    cellsOfRow.forEach(cell -> row.add(text(cell)));
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

  private String legend() {
    if (experiment.charts().isEmpty()) {
      return "requests answered";
    }
    return rates()
        ? "requests/s: median (smallest-largest), server CPU µs per request"
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
                    + cell.spread(Figure.CPU_PER_REQUEST)
                        .map(cpu -> ", " + Words.precise(cpu.median()))
                        .orElse(""))
        .orElse("");
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
      if (!trial.ok()) {
        notes.addFirst("! " + trial.trial() + " " + SweepProgress.words(trial));
      } else if (trial.notes() != null) {
        notes.add("* " + trial.trial() + " " + String.join("; ", trial.notes()));
      }
    }
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
