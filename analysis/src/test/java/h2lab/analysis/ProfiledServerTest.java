package h2lab.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.anatomy.SampledTime;
import h2lab.analysis.anatomy.ServerPart;
import h2lab.analysis.anatomy.StackSamples;
import h2lab.analysis.chart.ChartCommand;
import h2lab.analysis.experiment.CpuParts;
import h2lab.analysis.experiment.TrialLog;
import h2lab.analysis.experiment.TrialResult;
import h2lab.analysis.recording.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of real servers under load: the rules know their stacks. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ProfiledServerTest {
  private static final Set<ServerPart> ALWAYS =
      Set.of(ServerPart.READING, ServerPart.WRITING, ServerPart.PROTOCOL);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "thread, off",
    "virtual-thread, off",
    "async, jdk",
    "async-custom, jdk",
    "async-custom, openssl",
    "async-custom/http2, off"
  })
  void everyMethodsBusyTimeBelongsToParts(String method, String tls) throws Exception {
    Path file = serveAndLoad(method, tls, 60_000);
    Recording recording = Recording.open(file);
    assertTrue(recording.cpuSamples() > 0);
    assertEquals(List.of(), recording.clients());
    SampledTime sampled = StackSamples.read(file);
    Map<ServerPart, Duration> parts = sampled.byPart();
    assertTrue(parts.keySet().containsAll(ALWAYS), parts::toString);
    assertTrue(tls.equals("off") || parts.containsKey(ServerPart.TLS), parts::toString);
    assertTrue(share(ServerPart.OTHER, sampled) < 0.05, parts::toString);
    assertTrue(!tls.equals("off") || share(ServerPart.TLS, sampled) < 0.05, parts::toString);

    Ran drawn = Ran.of(new ChartCommand(), file, "-o", folder);
    assertEquals(0, drawn.exitCode(), drawn.err());
    assertTrue(Files.exists(folder.resolve("run-anatomy.png")));
  }

  /** Of a part in all, but for what main does before it serves, such as to verify libraries. */
  private static double share(ServerPart part, SampledTime sampled) {
    Map<String, Map<ServerPart, Duration>> threads = new TreeMap<>(sampled.byThread());
    threads.remove("main");
    Map<ServerPart, Duration> serving = new SampledTime(0, 0, 0, threads).byPart();
    return (double) serving.getOrDefault(part, Duration.ZERO).toNanos() / sampled.all().toNanos();
  }

  private Path serveAndLoad(String method, String tls, int requests) throws Exception {
    Path file = folder.resolve("run.jfr");
    try (H2labProcess server =
        H2labProcess.start("serve", method, "--tls", tls, "--record", file, "--level", "profile")) {
      try (H2labProcess load =
          H2labProcess.start("load", server.url(), "-c", 3, "-m", "5", "-n", requests)) {
        Ran loaded = load.ran();
        assertEquals(0, loaded.exitCode(), loaded.out() + loaded.err());
      }
      server.terminate();
      Ran served = server.ran();
      assertEquals(0, served.exitCode(), served.err());
    }
    return file;
  }

  @Test
  void trialsOfTheExperimentTellThePartsOfTheirMeasuredTime() throws Exception {
    Path results = folder.resolve("results");
    try (H2labProcess run =
        H2labProcess.start(
            "run",
            "anatomy",
            "--out",
            results,
            "-p",
            "method=async-custom",
            "-p",
            "tls=off",
            "-p",
            "clients=5",
            "-p",
            "pipeline=10",
            "-p",
            "load=embedded",
            "-D",
            "5", // a hundred samples a second, of which two or three are of the protocol
            "--warm-up-time",
            "0",
            "--longest-warm-up",
            "0")) {
      Ran ran = run.ran();
      assertEquals(0, ran.exitCode(), ran.out() + ran.err());
    }
    TrialResult trial = TrialLog.read(results).getFirst();
    CpuParts parts = trial.cpuParts();
    assertNotNull(parts);
    assertEquals(trial.cpuUsPerRequest(), parts.total(), 1e-6);
    assertTrue(parts.usPerRequest().keySet().containsAll(ALWAYS), parts::toString);
    assertTrue(Files.exists(results.resolve("charts/anatomy-5x10.svg")));
  }
}
