package h2lab.analysis.check.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import h2lab.analysis.H2labProcess;
import h2lab.analysis.recording.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers with a fault are given away by their recordings, by the rule that is meant for it. */
@Timeout(120)
class SeededFaultsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isFoundInTheRecordingOfItsServer(SeededFault fault) throws Exception {
    Path recording = folder.resolve("run.jfr");
    fault.source().compileInto(folder.resolve("classes"));
    try (H2labProcess server =
        H2labProcess.startWith(
            folder.resolve("classes"),
            "serve",
            fault.method,
            "--tls",
            fault.tls,
            "--record",
            recording,
            "--level",
            "full")) {
      loadFor(server.url(), fault.method.equals("none") ? 1 : 4);
      server.terminate();
      assertEquals(0, server.ran().exitCode());
    }
    Findings findings = TraceValidation.of(Recording.open(recording));
    assertFalse(findings.conforms(), "no rule is broken");
    assertEquals(
        fault.caughtBy, findings.violations().getFirst().rule(), findings.story().toString());
  }

  /** Some clients of a faulty server wait in vain, and give up. */
  private static void loadFor(String url, int clients) throws Exception {
    try (H2labProcess load =
        H2labProcess.start(
            "load", url, "-c", clients, "-m", "10", "-n", 4_000 * clients, "--timeout", "2")) {
      load.ran();
    }
  }
}
