package h2lab.analysis.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.Level;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trace events are as their viewers need them: begun and ended in turn, never backwards in time.
 */
class TraceFormatTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir Path folder;

  private List<JsonNode> events(Path recording) throws Exception {
    Ran ran = Ran.of(new ExportCommand(), recording, "--format", "perfetto");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode document = JSON.readTree(folder.resolve("run.perfetto.json"));
    return StreamSupport.stream(document.get("traceEvents").spliterator(), false).toList();
  }

  private static List<JsonNode> of(List<JsonNode> events, String phase, long client) {
    return events.stream()
        .filter(event -> event.get("ph").asString().equals(phase))
        .filter(event -> event.get("tid").asLong() == client)
        .toList();
  }

  @Test
  void eachClientIsATrackWithItsActionsAsSlices() throws Exception {
    long[] ids = new long[2];
    Path recording =
        RecordedLoop.record(
            folder.resolve("run.jfr"),
            () -> {
              ClientTrace first = RecordedLoop.accept();
              ClientTrace second = RecordedLoop.accept();
              ids[0] = first.clientId();
              ids[1] = second.clientId();
              RecordedLoop.select(second, "1:READ_PORT", "46:WAIT");
              RecordedLoop.select(first, "1:READ_PORT", "1U46:ENCRYPT", "46:WAIT");
              first.state(ClientLife.CLOSED, "peer closed");
            });
    List<JsonNode> events = events(recording);

    List<String> actions =
        of(events, "B", ids[0]).stream().map(event -> event.get("name").asString()).toList();
    assertEquals(List.of("READ_PORT", "ENCRYPT", "WAIT"), actions);
    assertEquals("1U46", of(events, "B", ids[0]).get(1).at("/args/facts").asString());
    assertEquals(2, of(events, "B", ids[1]).size());
    assertEquals(
        List.of("thread_name"),
        of(events, "M", ids[1]).stream().map(event -> event.get("name").asString()).toList());
    List<String> states =
        of(events, "i", ids[0]).stream().map(event -> event.get("name").asString()).toList();
    assertEquals(List.of("ACCEPTED", "CLOSED"), states);
    assertEquals(
        of(events, "i", ids[0]).getLast().get("ts"), of(events, "E", ids[0]).getLast().get("ts"));
  }

  @Test
  void slicesAreEndedWhereTheNextBeginsAndTimeDoesNotRunBack() throws Exception {
    Path recording =
        RecordedLoop.record(
            folder.resolve("run.jfr"),
            () -> {
              ClientTrace first = RecordedLoop.accept();
              ClientTrace second = RecordedLoop.accept();
              RecordedLoop.converse(second, 200);
              RecordedLoop.converse(first, 200);
            });
    Map<Long, Deque<String>> open = new HashMap<>();
    Map<Long, BigDecimal> last = new HashMap<>();
    int slices = 0;
    for (JsonNode event : events(recording)) {
      String phase = event.get("ph").asString();
      if (!phase.equals("B") && !phase.equals("E")) {
        continue;
      }
      long client = event.get("tid").asLong();
      BigDecimal time = event.get("ts").decimalValue();
      assertTrue(time.compareTo(last.getOrDefault(client, BigDecimal.ZERO)) >= 0, event::toString);
      last.put(client, time);
      Deque<String> stack = open.computeIfAbsent(client, id -> new ArrayDeque<>());
      if (phase.equals("B")) {
        stack.push(event.get("name").asString());
        slices++;
      } else {
        assertEquals(stack.pop(), event.get("name").asString());
      }
      assertTrue(stack.size() <= 1, "a slice within a slice");
    }
    assertEquals(2 * 200 * 6, slices);
    open.values().forEach(stack -> assertTrue(stack.isEmpty()));
  }

  @Test
  void whatWaitsIsACounter() throws Exception {
    Path recording =
        RecordedLoop.record(
            folder.resolve("run.jfr"),
            () -> {
              ClientTrace trace =
                  ClientTrace.accepted(
                      RecordedLoop.VOCABULARY, new RecordedLoop.FixedLevels(11, 22, 33, 4), 5);
              RecordedLoop.select(trace, "1:READ_PORT", "46:WAIT");
              trace.state(ClientLife.CLOSED, "");
            });
    List<JsonNode> counters =
        events(recording).stream().filter(e -> e.get("ph").asString().equals("C")).toList();

    assertEquals(1, counters.size(), "said again only when it changes");
    assertEquals(11, counters.getFirst().at("/args/tls_pending").asInt());
    assertEquals(22, counters.getFirst().at("/args/to_encrypt").asInt());
    assertEquals(33, counters.getFirst().at("/args/to_write").asInt());
  }

  @Test
  void refusesARecordingWithoutActions() throws Exception {
    Path recording =
        RecordedLoop.record(
            Level.BYTES,
            folder.resolve("run.jfr"),
            () -> RecordedLoop.converse(RecordedLoop.accept(), 1));
    Ran ran = Ran.of(new ExportCommand(), recording, "--format", "perfetto");

    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
  }

  @Test
  void stepsComeInOrderAndAGapIsWaitedForNoLongerThanIsReasonable() {
    List<Long> taken = new ArrayList<>();
    StepOrder order = new StepOrder(row -> taken.add(row.step()));
    LongStream.of(2, 1, 5, 3).forEach(step -> order.add(action(step)));
    assertEquals(List.of(1L, 2L, 3L), taken);

    LongStream.range(6, 50_000).forEach(step -> order.add(action(step)));
    assertTrue(taken.size() > 10_000, "those after the lost step 4");
    order.end();
    assertEquals(LongStream.range(1, 50_000).filter(step -> step != 4).boxed().toList(), taken);
  }

  private static ActionRow action(long step) {
    return new ActionRow(1, step, step, "", "WAIT", 0, 0, 0, 0);
  }
}
