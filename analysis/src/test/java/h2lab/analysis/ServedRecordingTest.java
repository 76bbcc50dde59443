package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.check.trace.Findings;
import h2lab.analysis.check.trace.TraceValidation;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.ReaderAgreement;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real server records of real clients, to its end by SIGTERM, adds up. */
@Timeout(120)
class ServedRecordingTest {
  @TempDir Path folder;

  static Stream<Arguments> cells() {
    return Stream.of(
            "none",
            "thread",
            "virtual-thread",
            "async-custom",
            "async",
            "none/http2",
            "thread/http2",
            "async-custom/http2")
        .flatMap(method -> Stream.of("off", "jdk").map(tls -> Arguments.of(method, tls)));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void everyMethodsRecordingIsWholeAndAddsUp(String method, String tls) throws Exception {
    Path file = folder.resolve("run.jfr");
    int clients = method.startsWith("none") ? 1 : 3;
    Ran served = serveAndLoad(method, tls, file, clients, 3_000);
    assertEquals(0, served.exitCode(), served.err());
    assertTrue(
        served.out().contains("served " + clients + " clients, 3000 requests, 0 refused, 0 failed"),
        served.out());

    ReaderAgreement.require(file);
    Recording recording = Recording.open(file);
    assertFalse(recording.lost().any(), recording.lost().warning());
    Sums sums = new Sums();
    recording.forEach(sums::add);
    Findings findings = TraceValidation.of(recording);
    assertTrue(findings.conforms(), () -> findings.story().toString());
    assertEquals(Set.of(), findings.unjudged());
    assertEquals(clients, sums.closed);
    assertEquals(3_000, sums.requestFrames);
    assertEquals(3_000, sums.responseFrames);
    assertTrue(sums.actions.keySet().size() > 3, "actions " + sums.actions);
    if (tls.equals("jdk") && !method.equals("async")) { // whose library says less
      assertEquals(
          sums.octets("1 peer in"), sums.octets("2 to decrypt") + sums.octets("- discarded"));
      assertEquals(sums.octets("U replies"), sums.octets("4 to encrypt"));
      assertEquals(sums.octets("5 TLS output"), sums.octets("6 peer out"));
    } else if (tls.equals("off")) {
      assertEquals(sums.octets("U replies"), sums.octets("6 peer out"));
    }
  }

  private static Ran serveAndLoad(String method, String tls, Path file, int clients, int requests)
      throws Exception {
    try (H2labProcess server =
        H2labProcess.start("serve", method, "--tls", tls, "--record", file, "--level", "full")) {
      String url = server.url();
      try (H2labProcess load =
          H2labProcess.start("load", url, "-c", clients, "-m", "10", "-n", requests)) {
        Ran loaded = load.ran();
        assertEquals(0, loaded.exitCode(), loaded.out() + loaded.err());
      }
      server.terminate();
      return server.ran();
    }
  }

  /** What the rows of a recording add up to. */
  private static final class Sums {
    final Map<String, Long> octetsByPoint = new HashMap<>();
    final Map<String, Long> actions = new HashMap<>();
    long closed;
    long requestFrames;
    long responseFrames;

    void add(ClientRow row) {
      switch (row) {
        case BytesRow bytes -> octetsByPoint.merge(bytes.point(), (long) bytes.octets(), Long::sum);
        case ActionRow action -> actions.merge(action.action(), 1L, Long::sum);
        case StateRow state -> closed += state.state().equals("CLOSED") ? 1 : 0;
        case FrameRow frame -> count(frame);
        default -> {}
      }
    }

    private void count(FrameRow frame) {
      if (frame.direction().equals("in") && frame.type().equals("HEADERS")) {
        requestFrames += frame.count();
      } else if (frame.direction().equals("out") && frame.type().equals("DATA")) {
        responseFrames += frame.count();
      }
    }

    long octets(String point) {
      return octetsByPoint.getOrDefault(point, 0L);
    }
  }
}
