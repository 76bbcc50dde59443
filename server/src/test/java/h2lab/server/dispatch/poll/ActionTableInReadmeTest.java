package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.MarkedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture of the action table in the module's README is drawn from the table. To draw it anew:
 * {@code mvn -pl tracing,server verify -Dtest=ActionTableInReadmeTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ActionTableInReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN =
      "<!-- action table of async-custom: drawn by ActionTableInReadmeTest, do not edit -->\n";
  private static final String END = "<!-- end of the action table -->\n";

  @Test
  void theReadmeShowsTheTableAsItIs() throws IOException {
    String readme = Files.readString(README);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertTrue(
        readme.contains(BEGIN) && from <= to, "the README has both marker comments, in order");
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(README, readme.substring(0, from) + drawn() + readme.substring(to));
    } else {
      assertEquals(drawn(), readme.substring(from, to), "see the Javadoc of this test");
    }
  }

  private static String drawn() {
    return "\n"
        + Stream.of(ClientFact.values())
            .map(fact -> row("`" + fact.sign().mark() + "`", fact.name(), fact.sign().means()))
            .collect(Collectors.joining("", head("mark", "fact", "means"), "\n"))
        + Stream.of(Action.values())
            .map(
                action ->
                    row(
                        String.valueOf(action.ordinal() + 1),
                        action.name(),
                        marks(action.row().when().needs()),
                        marks(action.row().when().without()),
                        action.row().means()))
            .collect(
                Collectors.joining(
                    "", head("row", "action", "needs all of", "and none of", "does"), "\n"));
  }

  private static String head(String... columns) {
    return row(columns) + "|" + "---|".repeat(columns.length) + "\n";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String marks(int facts) {
    return MarkedFact.of(facts, ClientFact.values()).stream()
        .map(fact -> "`" + fact.sign().mark() + "`")
        .collect(Collectors.joining(" "));
  }
}
