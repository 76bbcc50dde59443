package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table that a document has from a test, between two comments that name both. */
final class DrawnTable {
  private final Path document;
  private final String begin;
  private final String end;

  /**
   * @param document relative to the module
   * @param table what it is, in the comments
   * @param test whose Javadoc says how to draw it anew
   */
  DrawnTable(String document, String table, Class<?> test) {
    this.document = Path.of(document);
    begin = "<!-- " + table + ": drawn by " + test.getSimpleName() + ", do not edit -->\n";
    end = "<!-- end of the " + table + " -->\n";
  }

  /** Asserts that the document has the table as it is, or writes it if {@code -Dreadme=write}. */
  void check(List<String> head, List<List<String>> rows) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertTrue(text.contains(begin) && from <= to, "both comments are there, in order: " + begin);
    String drawn = "\n" + row(head) + "|" + "---|".repeat(head.size()) + "\n" + rows(rows) + "\n";
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(document, text.substring(0, from) + drawn + text.substring(to));
    } else {
      assertEquals(drawn, text.substring(from, to), "to draw it anew: -Dreadme=write");
    }
  }

  private static String rows(List<List<String>> rows) {
    return rows.stream().map(DrawnTable::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
