package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.DrawnTables;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * {@code conformance.md} is drawn from the {@link Rule} annotations of all tests. To draw it anew:
 * {@code mvn -pl tracing,server verify -Dtest=ConformanceTableTest -Dreadme=write
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConformanceTableTest {
  private record Held(Rule rule, String test) {}

  private static final List<String> DOCUMENTS = List.of(Rule.HTTP_2, Rule.HPACK, Rule.OWN);

  private static Stream<Held> all() {
    return ReflectionSupport.findAllClassesInPackage(
            "h2lab.server", type -> true, name -> name.endsWith("Test"))
        .stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(
            method ->
                Arrays.stream(method.getAnnotationsByType(Rule.class))
                    .map(rule -> new Held(rule, name(method))));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Sections as people count: 6.9 before 6.10, letters last. */
  private static String counted(String section) {
    return Arrays.stream(section.split("\\."))
        .map(part -> part.matches("[0-9]+") ? "%04d".formatted(Integer.valueOf(part)) : part)
        .collect(Collectors.joining("."));
  }

  private static String sortedBy(Rule rule) {
    return DOCUMENTS.indexOf(rule.of()) + counted(rule.section()) + " " + rule.rule();
  }

  @Test
  void theTableShowsWhatTheTestsSay() throws IOException {
    TreeMap<String, List<Held>> rules =
        all()
            .collect(
                Collectors.groupingBy(
                    held -> sortedBy(held.rule()), TreeMap::new, Collectors.toList()));
    List<List<String>> rows =
        rules.values().stream()
            .map(
                tests -> {
                  Rule rule = tests.getFirst().rule();
                  String names =
                      tests.stream()
                          .map(held -> "`" + held.test() + "`")
                          .sorted(Comparator.naturalOrder())
                          .collect(Collectors.joining("<br>"));
                  return List.of(rule.of(), rule.section(), rule.rule(), names);
                })
            .toList();
    new DrawnTables("conformance.md", "conformance table", ConformanceTableTest.class)
        .check(DrawnTables.table(List.of("standard", "section", "rule", "held by"), rows));
  }

  @Test
  void everyRuleNamesADocumentThatThereIs() {
    List<String> unknown =
        all().filter(held -> !DOCUMENTS.contains(held.rule().of())).map(Held::test).toList();
    assertEquals(List.of(), unknown);
  }
}
