package h2lab.analysis.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.recording.RecordedLoop;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingFault;
import h2lab.tracing.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Samples that this machine takes of this process. */
@EnabledOnOs(OS.LINUX)
class StackSamplesTest {
  private static final long BUSY_NANOS = 400_000_000;

  @TempDir Path folder;

  @Test
  void addUpToWhatAThreadWasBusyWith() throws Exception {
    Path file = RecordedLoop.record(Level.PROFILE, folder.resolve("p.jfr"), this::digestInAThread);

    assertTrue(Recording.open(file).cpuSamples() > 0);
    SampledTime sampled = StackSamples.read(file);
    Map<ServerPart, Duration> ofThread = sampled.byThread().get("digester-N");
    assertEquals(ServerPart.TLS, mostOf(ofThread), "digests are java.security's: " + ofThread);
    assertTrue(ofThread.get(ServerPart.TLS).toNanos() > BUSY_NANOS / 4, ofThread::toString);
    assertTrue(sampled.all().compareTo(ofThread.get(ServerPart.TLS)) >= 0);
    assertFalse(sampled.byPart().containsKey(ServerPart.JVM));
  }

  private static ServerPart mostOf(Map<ServerPart, Duration> parts) {
    return parts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private void digestInAThread() throws InterruptedException {
    Thread thread = new Thread(StackSamplesTest::digest, "digester-7");
    thread.start();
    thread.join();
  }

  private static void digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD2"); // all Java
      byte[] octets = new byte[1 << 12];
      while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < BUSY_NANOS) {
        digest.update(octets);
      }
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void outsideOfTheMomentsAskedForNothingCounts() throws Exception {
    Path file = RecordedLoop.record(Level.PROFILE, folder.resolve("p.jfr"), this::digestInAThread);
    SampledTime none = StackSamples.read(file, Instant.now(), Instant.MAX);
    assertEquals(0, none.samples());
    assertEquals(Duration.ZERO, none.all());
  }

  @Test
  void whatIsNoRecordingIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jfr"), "Hello");
    assertThrows(RecordingFault.class, () -> StackSamples.read(text));
  }

  @Test
  void lostSamplesTakeAsLongAsOthers() {
    SampledTime sampled =
        new SampledTime(4, 0, 1, Map.of("a", Map.of(ServerPart.TLS, Duration.ofMillis(16))));
    assertEquals(Duration.ofMillis(20), sampled.all());
  }
}
