package h2lab.analysis.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import h2lab.analysis.Ran;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A qlog file is a JSON text sequence whose texts are as the schema says. */
class QlogFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Schema schema() throws Exception {
    try (InputStream in = QlogFormatTest.class.getResourceAsStream("qlog.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  /** The texts of a sequence by RFC 7464: each begins with a record separator, ends with LF. */
  private static List<String> texts(String sequence) {
    assertEquals('\u001e', sequence.charAt(0));
    List<String> texts = new ArrayList<>();
    for (String text : sequence.substring(1).split("\u001e", -1)) {
      assertTrue(text.endsWith("\n"), text);
      texts.add(text.strip());
    }
    return texts;
  }

  private List<String> export(Path recording) throws Exception {
    Ran ran = Ran.of(new ExportCommand(), recording, "--format", "qlog");
    Path file = folder.resolve("run.sqlog");
    assertEquals(new Ran(0, file + System.lineSeparator(), ""), ran);
    return texts(Files.readString(file));
  }

  @Test
  void everyTextIsAsTheSchemaSays() throws Exception {
    Schema schema = schema();
    List<String> texts = export(RecordedLoop.twoClients(folder.resolve("run.jfr")));

    assertTrue(texts.size() > 10);
    texts.forEach(
        text -> assertEquals(List.of(), schema.validate(text, InputFormat.JSON), () -> text));
  }

  @Test
  void theSchemaRefusesWhatIsWrong() throws Exception {
    Schema schema = schema();
    List<String> texts = export(RecordedLoop.twoClients(folder.resolve("run.jfr")));
    for (String name : List.of("time", "name", "data", "count", "frame_type", "trace")) {
      String text =
          texts.stream()
              .filter(t -> t.contains('"' + name + '"'))
              .reduce((a, b) -> b)
              .orElseThrow();
      String wrong = text.replace('"' + name + '"', "\"other\"");
      assertFalse(schema.validate(wrong, InputFormat.JSON).isEmpty(), wrong);
    }
  }

  @Test
  void everyFrameAndChangeOfLifeIsAnEventOfItsClient() throws Exception {
    Path recording = RecordedLoop.twoClients(folder.resolve("run.jfr"));
    List<String> expected = new ArrayList<>();
    Recording.open(recording)
        .forEach(
            row -> {
              switch (row) {
                case FrameRow frames ->
                    expected.add(
                        "%s %d of client %d"
                            .formatted(frames.type(), frames.count(), frames.clientId()));
                case StateRow state ->
                    expected.add("%s of client %d".formatted(state.state(), state.clientId()));
                default -> {}
              }
            });
    List<String> found = new ArrayList<>();
    for (String text : export(recording).subList(1, expected.size() + 1)) {
      JsonNode event = JSON.readTree(text);
      boolean state = event.get("name").asString().equals("h2lab:client_state_updated");
      found.add(
          (state
                  ? event.at("/data/new").asString()
                  : event.at("/data/frame_type").asString() + " " + event.at("/data/count").asInt())
              + " of client "
              + event.get("group_id").asString());
    }

    assertEquals(expected, found);
  }
}
