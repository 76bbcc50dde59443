package h2lab.server.deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The deadlines in the module's README are those of the table. To draw them anew: {@code mvn -pl
 * tracing,server verify -Dtest=DeadlinesInReadmeTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DeadlinesInReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN =
      "<!-- deadlines: drawn by DeadlinesInReadmeTest, do not edit -->\n";
  private static final String END = "<!-- end of the deadlines -->\n";

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
    return Stream.of(Deadline.values())
        .map(
            deadline ->
                "| `%s` | %d | %s | %s |\n"
                    .formatted(
                        deadline.option(),
                        deadline.standard().toSeconds(),
                        deadline.awaited(),
                        endings(deadline)))
        .collect(
            Collectors.joining(
                "",
                "\n| option | seconds | waits for | a client that is late |\n|---|---|---|---|\n",
                "\n"));
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
