package h2lab.tracing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark that looks for lost events, at a rate that any machine reaches. */
@Timeout(60)
class LossBenchmarkTest {
  @TempDir Path folder;

  @Test
  void findsEveryEventThatWasEmitted() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                Path.of("target", "classes").toString(),
                Path.of("benchmarks", "Loss.java").toString(),
                "100000",
                "1",
                "2",
                folder.resolve("loss.jfr").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertTrue(output.contains("events of 32 clients"), output);
    assertTrue(
        output.contains(
            "lost      0 events; 0 twice or never emitted; 0 octets dropped as the recorder says"),
        output);
  }
}
