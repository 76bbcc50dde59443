package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown tables that a document has from a test, between two comments that name both. */
public final class DrawnTables {
  private final Path document;
  private final String begin;
  private final String end;

  /**
   * @param document relative to the module
   * @param content what they are, in the comments
   * @param test whose Javadoc says how to draw it anew
   */
  public DrawnTables(String document, String content, Class<?> test) {
    this.document = Path.of(document);
    begin = "<!-- " + content + ": drawn by " + test.getSimpleName() + ", do not edit -->\n";
    end = "<!-- end of the " + content + " -->\n";
  }

  /** Asserts that the document has the tables as they are; {@code -Dreadme=write} writes them. */
  public void check(String... tables) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertTrue(text.contains(begin) && from <= to, "both comments are there, in order: " + begin);
    String drawn = "\n" + String.join("\n", tables) + "\n";
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(document, text.substring(0, from) + drawn + text.substring(to));
    } else {
      assertEquals(drawn, text.substring(from, to), "to draw it anew: -Dreadme=write");
    }
  }

  /** One table. */
  public static String table(List<String> head, List<List<String>> rows) {
    return row(head)
        + "|"
        + "---|".repeat(head.size())
        + "\n"
        + rows.stream().map(DrawnTables::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
