package h2lab.analysis.export;

import h2lab.analysis.Progress;
import h2lab.analysis.recording.LostEvents;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.analysis.recording.TrialRow;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A recording as JSON by the schema {@code h2lab-recording-1}. Rows are streamed, one to a line: a
 * recording of any length takes the memory of a short one.
 */
public final class RecordingJson {
  /** What the property {@code schema} says. */
  public static final String SCHEMA = "h2lab-recording-1";

  // The stream may be the standard output, which is not ours to close.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

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
    try (JsonGenerator generator = FACTORY.createGenerator(RowPerLine.context(), out)) {
      new RecordingJson(generator).document(recording);
    } catch (JacksonException e) {
      throw new IOException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void document(Recording recording) throws IOException {
    json.writeStartObject();
    json.writeStringProperty("schema", SCHEMA);
    json.writeStringProperty("recording", recording.file().getFileName().toString());
    trial(recording.trial().orElse(null));
    facts(recording);
    table(recording);
    clients(recording);
    lost(recording.lost());
    events(recording);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void trial(TrialRow trial) {
    if (trial == null) {
      json.writeNullProperty("trial");
      return;
    }
    json.writeObjectPropertyStart("trial");
    json.writeStringProperty("method", trial.method());
    json.writeStringProperty("tls", trial.tls());
    json.writeObjectPropertyStart("levels");
    trial.levelsByFactor().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("host", trial.host());
    json.writeStringProperty("jdk", trial.jdk());
    json.writeStringProperty("commit", trial.commit());
    json.writeEndObject();
  }

  private void facts(Recording recording) {
    json.writeArrayPropertyStart("facts");
    for (var fact : recording.facts()) {
      json.writeStartObject();
      json.writeNumberProperty("order", fact.order());
      json.writeStringProperty("mark", fact.mark());
      json.writeStringProperty("name", fact.name());
      json.writeStringProperty("means", fact.means());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void table(Recording recording) {
    json.writeArrayPropertyStart("actions");
    for (var row : recording.table()) {
      json.writeStartObject();
      json.writeNumberProperty("order", row.order());
      json.writeStringProperty("action", row.action());
      json.writeStringProperty("needs", row.needs());
      json.writeStringProperty("without", row.without());
      json.writeStringProperty("means", row.means());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void clients(Recording recording) {
    json.writeArrayPropertyStart("clients");
    for (RecordedClient client : recording.clients()) {
      json.writeStartObject();
      json.writeNumberProperty("client", client.clientId());
      json.writeNumberProperty("remote_port", client.remotePort());
      json.writeStringProperty("accepted_at", client.acceptedAt().toString());
      json.writeBooleanProperty("accept_recorded", client.acceptRecorded());
      json.writeNumberProperty("steps", client.steps());
      json.writeArrayPropertyStart("states");
      client.states().forEach(this::state);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void state(StateRow state) {
    json.writeStartObject();
    json.writeStringProperty("state", state.state());
    json.writeNumberProperty("step", state.step());
    json.writeNumberProperty("time_ns", state.timeNanos());
    json.writeStringProperty("reason", state.reason());
    json.writeEndObject();
  }

  private void lost(LostEvents lost) {
    json.writeObjectPropertyStart("lost");
    json.writeNumberProperty("steps", lost.steps());
    json.writeNumberProperty("clients", lost.clients());
    json.writeNumberProperty("octets", lost.octets());
    json.writeEndObject();
  }

  private void events(Recording recording) throws IOException {
    RowJson rows = new RowJson(json);
    json.writeArrayPropertyStart("events");
    try (Progress progress = new Progress("export", recording.events())) {
      recording.forEach(
          row -> {
            rows.write(row);
            progress.step();
          });
    }
    json.writeEndArray();
  }
}
