package h2lab.server.deadline;

import h2lab.server.DrawnTables;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The deadlines in the module's README are those of the table. To draw them anew: {@code mvn -pl
 * tracing,server verify -Dtest=DeadlinesInReadmeTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DeadlinesInReadmeTest {
  @Test
  void theReadmeShowsTheTableAsItIs() throws IOException {
    List<List<String>> rows =
        Stream.of(Deadline.values())
            .map(
                deadline ->
                    List.of(
                        "`" + deadline.option() + "`",
                        String.valueOf(deadline.standard().toSeconds()),
                        deadline.awaited(),
                        endings(deadline)))
            .toList();
    new DrawnTables("README.md", "deadlines", DeadlinesInReadmeTest.class)
        .check(
            DrawnTables.table(
                List.of("option", "seconds", "waits for", "a client that is late"), rows));
  }

  private static String endings(Deadline deadline) {
    Verdict usual = deadline.verdict(client("nothing else"));
    Verdict withStreams = deadline.verdict(client("hasStreams"));
    Verdict deaf = deadline.verdict(client("awaitsSocket"));
    return words(usual)
        + (withStreams.equals(usual) ? "" : "; with streams open " + words(withStreams))
        + (deaf.equals(usual) ? "" : "; if its socket takes nothing, " + words(deaf));
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Close() -> "is closed";
      case Verdict.Drain() -> "is asked to go, NO_ERROR in two steps";
      case Verdict.GoAway(var code) -> "is told " + code;
    };
  }

  /** A client of whom nothing is true but what answers this one question. */
  private static Watched client(String question) {
    return (Watched)
        Proxy.newProxyInstance(
            Watched.class.getClassLoader(),
            new Class<?>[] {Watched.class},
            (client, asked, none) ->
                asked.getReturnType() == long.class
                    ? (Object) 0L
                    : asked.getName().equals(question));
  }
}
