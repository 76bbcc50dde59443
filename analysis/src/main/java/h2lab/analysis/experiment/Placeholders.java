package h2lab.analysis.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code {port}} and its like stand for in one trial. A word of a command that is nothing but
 * a placeholder becomes as many words as that has; elsewhere they stand below each other. What is
 * not known stays as it is, since braces mean something in many configurations.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");

  private final Map<String, List<String>> values = new HashMap<>();

  Placeholders with(String name, Object value) {
    values.put(name, List.of(value.toString()));
    return this;
  }

  Placeholders with(String name, List<String> several) {
    values.put(name, several);
    return this;
  }

  /** Adds those of a description, in which these may be used. */
  Placeholders with(Map<String, List<String>> more) {
    more.forEach((name, words) -> with(name, words.stream().map(this::text).toList()));
    return this;
  }

  /** The command to start. */
  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>();
    for (String word : words) {
      Matcher whole = PLACEHOLDER.matcher(word);
      if (whole.matches() && values.containsKey(whole.group(1))) {
        command.addAll(values.get(whole.group(1)));
      } else {
        command.add(text(word));
      }
    }
    return command;
  }

  /** A word or a whole file. */
  String text(String template) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            found -> {
              List<String> known = values.get(found.group(1));
              String text = known == null ? found.group() : String.join("\n", known);
              return Matcher.quoteReplacement(text);
            });
  }
}
