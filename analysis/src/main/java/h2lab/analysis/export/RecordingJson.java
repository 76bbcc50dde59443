package h2lab.analysis.export;

import h2lab.analysis.JsonOutput;
import h2lab.analysis.Progress;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * A recording as JSON by the schema {@code h2lab-recording-1}. Rows are streamed, one to a line: a
 * recording of any length takes the memory of a short one.
 */
public final class RecordingJson {
  /** What the property {@code schema} says. */
  public static final String SCHEMA = "h2lab-recording-1";

  private final JsonGenerator json;

  private RecordingJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes the whole document. The stream stays open.
   *
   * @throws IOException if the recording cannot be read again or the stream fails
   */
  public static void write(Recording recording, OutputStream out) throws IOException {
    try (JsonGenerator generator = JsonOutput.document(out)) {
      new RecordingJson(generator).document(recording);
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private void document(Recording recording) throws IOException {
    json.writeStartObject();
    json.writeStringProperty("schema", SCHEMA);
    json.writeStringProperty("recording", recording.file().getFileName().toString());
    RecordingHead head = new RecordingHead(json);
    head.trialFactsAndTable(recording);
    head.clients(recording.clients());
    head.lost(recording.lost());
    events(recording);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void events(Recording recording) throws IOException {
    RowJson rows = new RowJson(json, true);
    json.writeArrayPropertyStart("events");
    try (Progress progress = new Progress("export", recording.events())) {
      recording.scan(
          (event, times) -> {
            RowTable table = RowTable.of(event);
            if (table != RowTable.STATE) { // states stand with their client
              rows.write(table, event, times);
            }
            progress.step();
          });
    }
    json.writeEndArray();
  }
}
