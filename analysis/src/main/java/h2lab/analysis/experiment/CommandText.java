package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Command lines as people type them, without a shell. */
final class CommandText {
  /** A run of quoted and plain pieces without a space between them is one word. */
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"']++)++");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  private CommandText() {}

  /**
   * Splits at spaces that are not within single or double quotes, which are taken off. Nothing else
   * is special; what needs a shell asks for one: {@code sh -c '...'}.
   *
   * @throws UsageException if there is no word, or a quote without its end
   */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    int end = 0;
    while (word.find() && line.substring(end, word.start()).isBlank()) {
      words.add(QUOTED.matcher(word.group()).replaceAll(CommandText::content));
      end = word.end();
    }
    if (words.isEmpty() || !line.substring(end).isBlank()) {
      throw new UsageException("not a command line: " + line);
    }
    return words;
  }

  private static String content(java.util.regex.MatchResult quoted) {
    String text = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
    return Matcher.quoteReplacement(text);
  }
}
