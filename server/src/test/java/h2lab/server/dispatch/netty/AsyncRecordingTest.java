package h2lab.server.dispatch.netty;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ClientHooks;
import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.TestClient;
import h2lab.server.Tls;
import h2lab.server.dispatch.MarkedFact;
import h2lab.tracing.Level;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recording of {@code async} is true: its actions follow from its facts, and octets add up. */
class AsyncRecordingTest {
  private static final int REQUESTS = 500;

  @TempDir private Path folder;

  private List<RecordedEvent> record(Tls tls) throws Exception {
    Path file = folder.resolve("async.jfr");
    try (Recording recording = new Recording(Level.FULL.configuration())) {
      recording.start();
      CountDownLatch gone = new CountDownLatch(1);
      Server server =
          Server.create(ServerOptions.serving("async", tls).hooks(new Telling(gone)).build());
      try (TestClient client = TestClient.connect(server.url())) {
        var frames = opening();
        IntStream.range(0, REQUESTS).forEach(i -> frames.request(2 * i + 1));
        client.send(frames).readResponses(REQUESTS);
      }
      gone.await(); // else the server might end before it notices
      server.close();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private record Telling(CountDownLatch gone) implements ClientHooks {
    @Override
    public void closed(Object applicationData, long requests) {
      gone.countDown();
    }
  }

  private static List<RecordedEvent> of(String type, List<RecordedEvent> events) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .sorted(Comparator.comparingLong(event -> event.getLong("step")))
        .toList();
  }

  private static int facts(String marks) {
    int facts = 0;
    var vocabulary = MarkedFact.vocabulary(EventLoopFact.values());
    for (int bit = 0; bit < vocabulary.size(); bit++) {
      if (marks.indexOf(vocabulary.get(bit).mark()) >= 0) {
        facts |= 1 << bit;
      }
    }
    return facts;
  }

  private static int octets(String point, String type, List<RecordedEvent> events) {
    return of(type, events).stream()
        .filter(event -> event.getString("point").startsWith(point))
        .mapToInt(event -> event.getInt("octets"))
        .sum();
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "JDK"})
  void recordsActionsThatFollowFromTheFacts(Tls tls) throws Exception {
    List<RecordedEvent> events = record(tls);
    List<RecordedEvent> actions = of("h2lab.Action", events);
    for (int i = 0; i < actions.size(); i++) {
      RecordedEvent action = actions.get(i);
      assertEquals(i + 1, action.getLong("step"));
      assertEquals(
          EventLoopAction.TABLE.next(facts(action.getString("facts"))).name(),
          action.getString("action"));
    }
    assertTrue(actions.size() > 5);
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "JDK"})
  void recordsWhatPassesEachPoint(Tls tls) throws Exception {
    List<RecordedEvent> events = record(tls);
    int replies = octets("U", "h2lab.BytesWritten", events);
    assertTrue(replies > REQUESTS * 12);
    if (tls == Tls.OFF) {
      assertEquals(replies, octets("6", "h2lab.BytesWritten", events));
    } else {
      assertEquals(replies, octets("4", "h2lab.BytesWritten", events));
      int wire = octets("5", "h2lab.BytesWritten", events);
      assertTrue(wire > replies);
      assertTrue(octets("1", "h2lab.BytesRead", events) > octets("3", "h2lab.BytesRead", events));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "JDK"})
  void recordsTheLifeOfTheClient(Tls tls) throws Exception {
    List<String> life =
        of("h2lab.ClientState", record(tls)).stream().map(e -> e.getString("state")).toList();
    assertEquals(
        tls == Tls.OFF
            ? List.of("ACCEPTED", "OPEN", "CLOSED")
            : List.of("ACCEPTED", "HANDSHAKEN", "OPEN", "CLOSED"),
        life);
  }
}
