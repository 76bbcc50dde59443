package h2lab.analysis.export;

import h2lab.analysis.JsonOutput;
import h2lab.analysis.Progress;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * A recording as JSON Lines: each line an object that says its {@code type}. The first is the
 * recording, then come its clients, then the rows in the order of the recording.
 */
final class RecordingLines {
  static final String SCHEMA = "h2lab-rows-1";

  private RecordingLines() {}

  /**
   * Writes all lines. The stream stays open.
   *
   * @throws IOException if the recording cannot be read again or the stream fails
   */
  static void write(Recording recording, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonOutput.separated(out, "\n")) {
      RecordingHead head = new RecordingHead(json);
      json.writeStartObject();
      json.writeStringProperty("type", "recording");
      json.writeStringProperty("schema", SCHEMA);
      json.writeStringProperty("recording", recording.file().getFileName().toString());
      json.writeObjectPropertyStart("about"); // by themselves these would be mistaken for columns
      head.trialFactsAndTable(recording);
      head.lost(recording.lost());
      json.writeEndObject();
      json.writeEndObject();
      for (RecordedClient client : recording.clients()) {
        json.writeStartObject();
        json.writeStringProperty("type", "client");
        head.client(client);
        json.writeEndObject();
      }
      rows(recording, new RowJson(json, true));
      json.writeRaw('\n');
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private static void rows(Recording recording, RowJson rows) throws IOException {
    try (Progress progress = new Progress("export", recording.events())) {
      recording.scan(
          (event, times) -> {
            rows.write(RowTable.of(event), event, times);
            progress.step();
          });
    }
  }
}
