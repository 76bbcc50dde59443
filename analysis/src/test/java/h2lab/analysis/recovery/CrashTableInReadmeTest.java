package h2lab.analysis.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The crash table in tracing/README.md is drawn from the tests that show its rows. To draw it anew:
 * {@code mvn -pl tracing,server,analysis verify -Dtest=CrashTableInReadmeTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class CrashTableInReadmeTest {
  private static final Path README = Path.of("..", "tracing", "README.md");
  private static final String BEGIN =
      "<!-- crash table: drawn by CrashTableInReadmeTest, do not edit -->\n";
  private static final String END = "<!-- end of the crash table -->\n";

  @Test
  void theReadmeShowsWhatTheTestsShow() throws IOException {
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
    return Stream.of(SurvivalTest.class, FullDiskTest.class, DamagedFileTest.class)
        .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Mishap.class))
        .sorted(Comparator.comparingInt(method -> method.getAnnotation(Mishap.class).row()))
        .map(CrashTableInReadmeTest::row)
        .collect(
            Collectors.joining(
                "", "\n| what happens | what is kept | shown by |\n|---|---|---|\n", "\n"));
  }

  private static String row(Method test) {
    Mishap mishap = test.getAnnotation(Mishap.class);
    return "| %s | %s | `%s.%s` |\n"
        .formatted(
            mishap.what(), mishap.kept(), test.getDeclaringClass().getSimpleName(), test.getName());
  }
}
