package h2lab.analysis.query;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A result for people: columns under each other, as wide as the first thousand rows need. Rows
 * beyond are written as they come, so that any number of them takes little memory.
 */
final class AlignedTable {
  private static final int ROWS_MEASURED = 1000;

  private final PrintStream out;
  private int[] widths;
  private boolean[] numeric;

  AlignedTable(PrintStream out) {
    this.out = out;
  }

  /** Writes names, a line, and all rows. */
  void write(ResultSet result) throws SQLException {
    String[] names = names(result.getMetaData());
    widths = new int[names.length];
    numeric = new boolean[names.length];
    List<String[]> first = new ArrayList<>();
    measure(names);
    while (first.size() < ROWS_MEASURED && result.next()) {
      first.add(row(result, names.length));
      measure(first.getLast());
    }
    print(names);
    String[] lines = new String[names.length];
    for (int column = 0; column < lines.length; column++) {
      lines[column] = "-".repeat(widths[column]);
    }
    print(lines);
    first.forEach(this::print);
    while (first.size() == ROWS_MEASURED && result.next()) {
      print(row(result, names.length));
    }
  }

  private static String[] names(ResultSetMetaData columns) throws SQLException {
    String[] names = new String[columns.getColumnCount()];
    for (int column = 0; column < names.length; column++) {
      names[column] = columns.getColumnLabel(column + 1);
    }
    return names;
  }

  private String[] row(ResultSet result, int columns) throws SQLException {
    String[] row = new String[columns];
    for (int column = 0; column < columns; column++) {
      Object value = result.getObject(column + 1);
      numeric[column] |= value instanceof Number;
      row[column] = value == null ? "" : value.toString();
    }
    return row;
  }

  private void measure(String[] row) {
    for (int column = 0; column < row.length; column++) {
      widths[column] = Math.max(widths[column], row[column].length());
    }
  }

  private void print(String[] row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.length; column++) {
      String blanks = " ".repeat(Math.max(0, widths[column] - row[column].length()));
      line.append(numeric[column] ? blanks + row[column] : row[column] + blanks).append("  ");
    }
    out.print(line.toString().stripTrailing() + "\n");
  }
}
