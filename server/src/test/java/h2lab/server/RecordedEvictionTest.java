package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import h2lab.server.dispatch.Variant;
import h2lab.tracing.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording says why a client was ended. */
class RecordedEvictionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"none", "thread", "async", "async-custom", "async-custom/http2"})
  void saysWhichDeadlineAClientLetPass(String method) throws Exception {
    String reason = "waited 0.2 s for the rest of a frame or field block (--frame-timeout)";
    List<RecordedEvent> states = record(method, LateClient.STOPS_IN_A_FRAME);
    assertEquals(List.of("ACCEPTED", "OPEN", "DRAINING", "CLOSED"), texts("state", states));
    assertEquals(List.of("", "", reason, reason), texts("reason", states));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "virtual-thread",
        "virtual-thread --poller epoll",
        "async",
        "async-custom"
      })
  void saysSoOfAClientThatCouldNotBeTold(String method) throws Exception {
    String reason = "waited 0.2 s for the client to take 1,024 octets (--write-timeout)";
    List<RecordedEvent> states = record(method, LateClient.DOES_NOT_READ);
    assertEquals(List.of("ACCEPTED", "OPEN", "CLOSED"), texts("state", states));
    assertEquals(reason, texts("reason", states).getLast());
  }

  private List<RecordedEvent> record(String method, LateClient late) throws Exception {
    Path file = folder.resolve("eviction.jfr");
    Deadlines deadlines = Deadlines.STANDARD.with(late.deadline(), Duration.ofMillis(200));
    try (Recording recording = new Recording(Level.ACTIONS.configuration())) {
      recording.start();
      CountDownLatch gone = new CountDownLatch(1);
      Server server =
          Server.create(
              Variant.labelled(method)
                  .serving(Tls.OFF)
                  .deadlines(deadlines)
                  .hooks(new Gone(gone))
                  .build());
      try (TestClient client = late.connect(server.url())) {
        late.beLate(client);
        late.assertEnded(client, gone);
      } // else the server waits a while for it to close
      gone.await();
      server.close();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("h2lab.ClientState"))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private record Gone(CountDownLatch latch) implements ClientHooks {
    @Override
    public void closed(Object applicationData, long requests) {
      latch.countDown();
    }
  }

  private static List<String> texts(String field, List<RecordedEvent> events) {
    return events.stream().map(event -> event.getString(field)).toList();
  }

  @Test
  void everyDeadlineIsLetPassBySomeLateClient() {
    Set<Deadline> passed = EnumSet.noneOf(Deadline.class);
    Stream.of(LateClient.values()).forEach(late -> passed.add(late.deadline()));
    assertEquals(EnumSet.allOf(Deadline.class), passed);
  }
}
