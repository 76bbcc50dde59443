package h2lab.analysis.check.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code rules.md} is drawn from the rules and from the faults that they catch. To draw it anew:
 * {@code mvn -pl tracing,server,analysis verify -Dtest=RulesPageTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class RulesPageTest {
  private static final Path PAGE = Path.of("rules.md");

  @Test
  void thePageShowsWhatTheTestsHold() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "to draw it anew: -Dreadme=write");
  }

  private static String page() {
    return """
    # The rules of `h2lab check`

    Drawn by `RulesPageTest`, do not edit. [README.md](README.md) says how recordings are validated.

    %s
    ## Faults in recordings

    Each corruption of a real recording of `async-custom` over TLS, and the rule that catches it
    (`TraceValidationTest`):

    %s
    ## Faults in servers

    Each fault is a change of one source file, compiled by the test; the server runs under load, and
    its recording gives it away (`SeededFaultsTest`):

    %s\
    """
        .formatted(rules(), corruptions(), faults());
  }

  private static String rules() {
    return table(
        List.of("rule", "from level", "says"),
        Stream.of(Rule.values())
            .map(rule -> List.of(code(rule), "`" + rule.level() + "`", rule.says())));
  }

  private static String corruptions() {
    return table(
        List.of("fault", "caught by"),
        Stream.of(Corruption.values()).map(one -> List.of(one.means, code(one.caughtBy))));
  }

  private static String faults() {
    return table(
        List.of("fault", "server", "caught by"),
        Stream.of(SeededFault.values())
            .map(
                fault ->
                    List.of(
                        fault.means,
                        "`" + fault.method + " --tls " + fault.tls + "`",
                        code(fault.caughtBy))));
  }

  private static String code(Rule rule) {
    return "`" + rule + "`";
  }

  private static String table(List<String> head, Stream<List<String>> rows) {
    return row(head)
        + "|"
        + "---|".repeat(head.size())
        + "\n"
        + rows.map(RulesPageTest::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
