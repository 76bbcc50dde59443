package h2lab.analysis.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.QueueDepthRow;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.tracing.ActionEvent;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.QueueDepthEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path record() throws Exception {
    return RecordedLoop.record(
        folder.resolve("run.jfr"),
        () -> {
          ClientTrace trace = RecordedLoop.accept();
          RecordedLoop.converse(trace, 5);
          QueueDepthEvent depth = new QueueDepthEvent();
          depth.clientId = trace.clientId();
          depth.toWrite = 7;
          depth.commit();
          ClientTrace.refused(99, "no place");
        });
  }

  @Test
  void writesEveryRowOfTheRecording() throws Exception {
    Path file = record();
    Ran ran = Ran.of(new ExportCommand(), file);

    Path json = folder.resolve("run.json");
    assertEquals(new Ran(0, json + System.lineSeparator(), ""), ran);
    JsonNode events = JSON.readTree(json).get("events");
    List<ClientRow> rows = new ArrayList<>();
    Recording.open(file).forEach(rows::add);
    rows.removeIf(row -> row instanceof StateRow);
    assertEquals(rows.size(), events.size());
    for (int index = 0; index < rows.size(); index++) {
      assertEquals(rows.get(index), row(events.get(index)));
    }
    assertTrue(rows.stream().anyMatch(row -> row instanceof QueueDepthRow));
    assertTrue(rows.stream().anyMatch(row -> row instanceof FrameRow));
  }

  private static ClientRow row(JsonNode event) {
    long client = event.get("client").asLong();
    long time = event.get("time_ns").asLong();
    return switch (event.get("type").asString()) {
      case "action" ->
          new ActionRow(
              client,
              event.get("step").asLong(),
              time,
              event.get("facts").asString(),
              event.get("action").asString(),
              event.get("tls_pending").asInt(),
              event.get("to_encrypt").asInt(),
              event.get("to_write").asInt(),
              event.get("chunks").asInt());
      case "bytes" ->
          new BytesRow(
              client,
              event.get("step").asLong(),
              time,
              event.get("direction").asString().equals("in"),
              event.get("point").asString(),
              event.get("octets").asInt());
      case "frames" ->
          new FrameRow(
              client,
              event.get("step").asLong(),
              time,
              event.get("direction").asString(),
              event.get("frame").asString(),
              event.get("count").asInt(),
              event.get("first_stream").asInt(),
              event.get("last_stream").asInt(),
              event.get("stream_sum").asLong(),
              event.get("octets").asInt());
      case "queue" ->
          new QueueDepthRow(
              client,
              time,
              event.get("tls_pending").asInt(),
              event.get("to_encrypt").asInt(),
              event.get("to_write").asInt());
      default -> throw new AssertionError(event);
    };
  }

  @Test
  void saysWhatWasRecordedAndOfWhom() throws Exception {
    Path file = record();
    Ran.of(new ExportCommand(), file);

    JsonNode document = JSON.readTree(folder.resolve("run.json"));
    assertEquals("h2lab-recording-1", document.get("schema").asString());
    assertEquals("run.jfr", document.get("recording").asString());
    assertEquals("async-custom", document.at("/trial/method").asString());
    assertEquals("10", document.at("/trial/levels/in_flight").asString());
    assertEquals("CAN_READ_TLS", document.at("/facts/1/name").asString());
    assertEquals("DECRYPT", document.at("/actions/2/action").asString());
    assertEquals(0, document.at("/lost/steps").asInt());
    JsonNode client = document.at("/clients/0");
    assertEquals(40_000, client.get("remote_port").asInt());
    assertEquals(30, client.get("steps").asInt());
    assertEquals("CLOSED", client.at("/states/3/state").asString());
    assertEquals("peer closed", client.at("/states/3/reason").asString());
    assertEquals("REFUSED", document.at("/clients/1/states/0/state").asString());
  }

  @Test
  void beginsALineForEachRow() throws Exception {
    Ran.of(new ExportCommand(), record());

    List<String> rows =
        Files.readAllLines(folder.resolve("run.json")).stream()
            .filter(line -> line.startsWith("{\"type\":"))
            .map(line -> line.replaceAll("(,|\\]\\})$", ""))
            .toList();
    assertEquals(JSON.readTree(folder.resolve("run.json")).get("events").size(), rows.size());
    rows.forEach(JSON::readTree);
  }

  @Test
  void writesToTheStandardOutput() throws Exception {
    Path file = record();
    PrintStream usual = System.out;
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(octets, true, StandardCharsets.UTF_8));
      assertEquals(new Ran(0, "", ""), Ran.of(new ExportCommand(), file, "-o", "-"));
      System.out.print("still open");
    } finally {
      System.setOut(usual);
    }
    String printed = octets.toString(StandardCharsets.UTF_8);
    assertTrue(printed.endsWith("]}\nstill open"), printed.substring(printed.length() - 40));
    assertFalse(Files.exists(folder.resolve("run.json")));
  }

  @Test
  void warnsOfLostEvents() throws Exception {
    Path file =
        RecordedLoop.record(
            folder.resolve("lost.jfr"),
            () -> {
              ActionEvent event = new ActionEvent();
              event.clientId = 3_000_000;
              event.step = 2;
              event.commit();
              event.step = 5;
              event.commit();
            });
    Ran ran = Ran.of(new ExportCommand(), file);

    assertEquals(0, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
    assertTrue(ran.err().contains("warning: " + file + ": lost events: 2 steps"), ran.err());
    JsonNode lost = JSON.readTree(folder.resolve("lost.json")).get("lost");
    assertEquals(2, lost.get("steps").asInt());
  }

  @Test
  void leavesAnOlderExportAloneWhenTheRecordingIsCut() throws Exception {
    byte[] whole = Files.readAllBytes(record());
    Path json = Files.writeString(folder.resolve("cut.json"), "older");
    for (int octets = 0; octets < whole.length; octets += 5_003) {
      Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, octets));
      Ran ran = Ran.of(new ExportCommand(), cut);

      assertEquals(3, ran.exitCode());
      assertTrue(ran.complainedInOneLine(), ran.err());
      assertEquals("older", Files.readString(json));
    }
    try (var files = Files.list(folder)) {
      assertEquals(3, files.count(), "run.jfr, cut.jfr and cut.json");
    }
  }

  @Test
  void complainsOfAFolderThatIsNotThere() throws Exception {
    Ran ran = Ran.of(new ExportCommand(), record(), "-o", folder.resolve("no/where.json"));

    assertEquals(3, ran.exitCode());
    assertTrue(ran.complainedInOneLine(), ran.err());
  }

  @Test
  void refusesAFormatItDoesNotHave() throws Exception {
    assertEquals(2, Ran.of(new ExportCommand(), record(), "--format", "xml").exitCode());
  }
}
