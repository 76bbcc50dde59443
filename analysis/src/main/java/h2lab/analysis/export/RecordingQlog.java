package h2lab.analysis.export;

import h2lab.analysis.JsonOutput;
import h2lab.analysis.Progress;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.analysis.recording.TrialRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * The frames and the life of each client as qlog (draft-ietf-quic-qlog-main-schema, version 0.4 of
 * which is sequential files): JSON text sequences (RFC 7464). No event schema of HTTP/2 is
 * standard, so the events are of our own, {@link #EVENT_SCHEMA}; the module's README.md describes
 * them.
 */
final class RecordingQlog {
  /** Names the schema of our events; not a registered one. */
  static final String EVENT_SCHEMA = "urn:x-h2lab:qlog:events:http2-frames";

  private static final char RECORD_SEPARATOR = 0x1e;
  private static final double NANOS_PER_MILLI = 1_000_000;

  private final Recording recording;
  private final JsonGenerator json;
  private final Instant origin;
  private final Map<Long, Long> acceptNanos = new HashMap<>();

  private RecordingQlog(Recording recording, JsonGenerator json) {
    this.recording = recording;
    this.json = json;
    this.origin = recording.clients().getFirst().acceptedAt();
    for (RecordedClient client : recording.clients()) {
      acceptNanos.put(client.clientId(), Duration.between(origin, client.acceptedAt()).toNanos());
    }
  }

  /**
   * Writes the whole sequence. The stream stays open.
   *
   * @throws IOException if the recording has no clients, cannot be read again or the stream fails
   */
  static void write(Recording recording, OutputStream out) throws IOException {
    if (recording.clients().isEmpty()) {
      throw new IOException(recording.file() + " holds no clients");
    }
    try (JsonGenerator json = JsonOutput.separated(out, "\n" + RECORD_SEPARATOR)) {
      json.writeRaw(RECORD_SEPARATOR);
      RecordingQlog qlog = new RecordingQlog(recording, json);
      qlog.header();
      qlog.events();
      json.writeRaw('\n');
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private void header() {
    json.writeStartObject();
    json.writeStringProperty("file_schema", "urn:ietf:params:qlog:file:sequential");
    json.writeStringProperty("serialization_format", "application/qlog+json-seq");
    json.writeStringProperty("title", recording.file().getFileName().toString());
    json.writeObjectPropertyStart("trace");
    json.writeStringProperty(
        "description", recording.lost().any() ? recording.lost().warning() : "no event was lost");
    json.writeObjectPropertyStart("common_fields");
    json.writeStringProperty("time_format", "relative_to_epoch");
    json.writeObjectPropertyStart("reference_time");
    json.writeStringProperty("clock_type", "system");
    json.writeStringProperty("epoch", origin.toString());
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectPropertyStart("vantage_point");
    json.writeStringProperty("name", "h2lab " + recording.trial().map(TrialRow::method).orElse(""));
    json.writeStringProperty("type", "server");
    json.writeEndObject();
    json.writeArrayPropertyStart("event_schemas");
    json.writeString(EVENT_SCHEMA);
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void events() throws IOException {
    try (Progress progress = new Progress("export", recording.events())) {
      recording.forEach(
          row -> {
            event(row);
            progress.step();
          });
    }
  }

  private void event(ClientRow row) {
    switch (row) {
      case FrameRow frames -> frames(frames);
      case StateRow state -> state(state);
      default -> {}
    }
  }

  private void frames(FrameRow row) {
    start(row, row.direction().equals("in") ? "h2lab:frames_received" : "h2lab:frames_sent");
    json.writeStringProperty("frame_type", row.type());
    json.writeNumberProperty("count", row.count());
    json.writeNumberProperty("first_stream_id", row.firstStreamId());
    json.writeNumberProperty("last_stream_id", row.lastStreamId());
    json.writeNumberProperty("length", row.octets());
    json.writeNumberProperty("step", row.step());
    end();
  }

  private void state(StateRow row) {
    start(row, "h2lab:client_state_updated");
    json.writeStringProperty("new", row.state());
    json.writeStringProperty("reason", row.reason());
    json.writeNumberProperty("step", row.step());
    end();
  }

  private void start(ClientRow row, String name) {
    long nanos = acceptNanos.get(row.clientId()) + row.timeNanos();
    json.writeStartObject();
    json.writeNumberProperty("time", nanos / NANOS_PER_MILLI);
    json.writeStringProperty("name", name);
    json.writeStringProperty("group_id", String.valueOf(row.clientId()));
    json.writeObjectPropertyStart("data");
  }

  private void end() {
    json.writeEndObject();
    json.writeEndObject();
  }
}
