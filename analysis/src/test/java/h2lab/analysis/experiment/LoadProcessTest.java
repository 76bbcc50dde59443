package h2lab.analysis.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A load generator that goes on for ever, as h2load may. */
@Timeout(60)
class LoadProcessTest {
  @TempDir Path folder;

  @Test
  void loadThatGoesOnAfterItsMeasuredTimeIsEnded() throws Exception {
    CountDownLatch looks = new CountDownLatch(2);
    List<String> command =
        new EmbeddedLoad(Fakes.launcher("", "goes-on").load())
            .command(
                URI.create("http://127.0.0.1:1/"),
                new Trial(1, new Levels(Map.of()), 1, new Phases(1, 1, 1, 0), List.of()),
                folder.resolve("report"));
    try (LoadProcess load = LoadProcess.start(command, new Looked(looks), () -> {})) {
      looks.await(); // at the server's processor time, as its measured time begins and ends
      TrialFailure failure =
          assertThrows(TrialFailure.class, () -> load.await(Duration.ofMillis(1)));
      assertEquals(TrialResult.Status.TIMEOUT, failure.status());
      assertEquals(
          "load did not end within 0.001 s, though its measured time was over",
          failure.getMessage());
    }
    assertEquals(
        List.of(), ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList());
  }

  /** A server that counts how often its processor time is looked at. */
  private record Looked(CountDownLatch looks) implements RunningServer {
    @Override
    public URI awaitListening(Duration deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Double startMillis() {
      return null;
    }

    @Override
    public List<Long> pids() {
      return List.of();
    }

    @Override
    public Duration cpuTime() {
      looks.countDown();
      return Duration.ZERO;
    }

    @Override
    public CompletableFuture<Process> ended() {
      return new CompletableFuture<>();
    }

    @Override
    public String ending() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String stop(Duration deadline) {
      return null;
    }

    @Override
    public List<String> errors() {
      return List.of();
    }

    @Override
    public void end() {}
  }
}
