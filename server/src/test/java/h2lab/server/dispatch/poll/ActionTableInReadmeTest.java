package h2lab.server.dispatch.poll;

import h2lab.server.DrawnTables;
import h2lab.server.dispatch.MarkedFact;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture of the action table in the module's README is drawn from the table. To draw it anew:
 * {@code mvn -pl tracing,server verify -Dtest=ActionTableInReadmeTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ActionTableInReadmeTest {
  @Test
  void theReadmeShowsTheTableAsItIs() throws IOException {
    new DrawnTables("README.md", "action table of async-custom", ActionTableInReadmeTest.class)
        .check(facts(), actions());
  }

  private static String facts() {
    return DrawnTables.table(
        List.of("mark", "fact", "means"),
        Stream.of(ClientFact.values())
            .map(fact -> List.of(marks(fact.bit()), fact.name(), fact.sign().means()))
            .toList());
  }

  private static String actions() {
    return DrawnTables.table(
        List.of("row", "action", "needs all of", "and none of", "does"),
        Stream.of(Action.values())
            .map(
                action ->
                    List.of(
                        String.valueOf(action.ordinal() + 1),
                        action.name(),
                        marks(action.row().when().needs()),
                        marks(action.row().when().without()),
                        action.row().means()))
            .toList());
  }

  private static String marks(int facts) {
    return MarkedFact.of(facts, ClientFact.values()).stream()
        .map(fact -> "`" + fact.sign().mark() + "`")
        .collect(Collectors.joining(" "));
  }
}
