package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.DrawnTables;
import h2lab.server.conformance.DifferentialInputs.Input;
import h2lab.server.http2.Http2Connection;
import h2lab.server.library.NettyHttp2;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Our core and Netty's codec get the same octets, and judge the same but for what {@link
 * Differences} lists. To draw its table anew: {@code mvn -pl tracing,server verify
 * -Dtest=DifferentialTest -Dreadme=write -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DifferentialTest {
  /** No limit is reached but that of streams, of which Netty has its own notion. */
  private static final Bounds BOUNDS = new Bounds(4, 16_384, 65_536, 32, 40_000);

  @Test
  @Rule(of = Rule.OWN, section = "Differences", rule = "what differs from Netty's codec is listed")
  void theListOfDifferencesIsRightAndWhole() {
    Map<String, Integer> listed = new LinkedHashMap<>();
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Differences.Row row : Differences.rows()) {
      listed.put(row.inputs(), row.count());
      found.put(row.inputs(), 0);
    }
    List<String> unlisted = new ArrayList<>();
    DifferentialInputs.all().forEach((name, input) -> judge(name, input, found, unlisted));
    assertEquals("", String.join("\n", unlisted), "differences that are not listed");
    assertEquals(listed, found, "inputs that differ, for each row of the list");
  }

  private static void judge(
      String name, Input input, Map<String, Integer> found, List<String> unlisted) {
    String ours = Verdict.of(new Http2Connection(BOUNDS.limits()), input);
    String nettys = Verdict.of(new NettyHttp2(BOUNDS.limits()), input);
    if (!ours.equals(nettys)) {
      Differences.rows().stream()
          .filter(row -> row.holds(name, ours, nettys))
          .findFirst()
          .ifPresentOrElse(
              row -> found.merge(row.inputs(), 1, Integer::sum),
              () -> unlisted.add(name + ": ours " + ours + ", Netty's " + nettys));
    }
  }

  @Test
  void theReadmeShowsTheList() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Differences.Row row : Differences.rows()) {
      rows.add(
          List.of(
              row.inputs(),
              String.valueOf(row.count()),
              String.join("; ", row.ours()),
              String.join("; ", row.nettys()),
              row.section(),
              row.why()));
    }
    List<String> head = List.of("input", "inputs", "ours", "Netty's", "section", "why");
    new DrawnTables("README.md", "differences from Netty's codec", DifferentialTest.class)
        .check(DrawnTables.table(head, rows));
  }
}
