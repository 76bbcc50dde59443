package h2lab.analysis.export;

import h2lab.analysis.JsonOutput;
import h2lab.analysis.Progress;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * A recording as trace events, the JSON that Perfetto, chrome://tracing and speedscope open: a
 * track for each client with its actions as slices, the octets that wait as counters, and the
 * changes of its life as instants. A slice lasts until the client's next step: what is seen in
 * between is the server busy with others, or waiting.
 */
final class RecordingTrace {
  private static final int PROCESS = 1;
  private static final int NANOS_PER_MICRO = 1000;

  private final Recording recording;
  private final JsonGenerator json;
  private final Map<Long, Track> tracks = new LinkedHashMap<>();

  /** A client as it is drawn. */
  private static final class Track {
    final RecordedClient client;
    final long startNanos; // of its accept since the first one's
    ActionRow open;
    long endNanos;

    Track(RecordedClient client, Instant origin) {
      this.client = client;
      this.startNanos = Duration.between(origin, client.acceptedAt()).toNanos();
    }

    boolean showsAlready(ActionRow row) {
      return open != null
          && open.tlsPending() == row.tlsPending()
          && open.toEncrypt() == row.toEncrypt()
          && open.toWrite() == row.toWrite();
    }
  }

  private RecordingTrace(Recording recording, JsonGenerator json) {
    this.recording = recording;
    this.json = json;
    for (RecordedClient client : recording.clients()) {
      Instant origin = recording.clients().getFirst().acceptedAt();
      tracks.put(client.clientId(), new Track(client, origin));
    }
  }

  /**
   * Writes the whole document. The stream stays open.
   *
   * @throws IOException if the recording has no actions, cannot be read again or the stream fails
   */
  static void write(Recording recording, OutputStream out) throws IOException {
    if (recording.actions() == 0) {
      throw new IOException(
          recording.file() + " holds no actions: record with --level actions or full");
    }
    try (JsonGenerator json = JsonOutput.document(out)) {
      new RecordingTrace(recording, json).document();
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private void document() throws IOException {
    json.writeStartObject();
    json.writeStringProperty("displayTimeUnit", "ns");
    json.writeObjectPropertyStart("otherData");
    json.writeStringProperty("recording", recording.file().getFileName().toString());
    recording.trial().ifPresent(t -> json.writeStringProperty("method", t.method()));
    json.writeStringProperty("lost", recording.lost().any() ? recording.lost().warning() : "none");
    json.writeEndObject();
    json.writeArrayPropertyStart("traceEvents");
    names();
    actions();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void names() {
    name("process_name", 0, recording.file().getFileName().toString());
    for (Track track : tracks.values()) {
      RecordedClient client = track.client;
      name("thread_name", client.clientId(), "client " + client.clientId());
      client.states().forEach(state -> instant(track, state));
    }
  }

  private void name(String what, long thread, String name) {
    start("M", what, thread, 0);
    json.writeObjectPropertyStart("args");
    json.writeStringProperty("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void instant(Track track, StateRow state) {
    start("i", state.state(), state.clientId(), track.startNanos + state.timeNanos());
    json.writeStringProperty("s", "t");
    json.writeObjectPropertyStart("args");
    json.writeStringProperty("reason", state.reason());
    json.writeEndObject();
    json.writeEndObject();
    track.endNanos = Math.max(track.endNanos, state.timeNanos());
  }

  private void actions() throws IOException {
    StepOrder order = new StepOrder(this::action);
    try (Progress progress = new Progress("export", recording.events())) {
      recording.forEach(
          row -> {
            if (row instanceof ActionRow action) {
              order.add(action);
            }
            progress.step();
          });
    }
    order.end();
    tracks.values().stream().filter(track -> track.open != null).forEach(this::endLast);
  }

  private void action(ActionRow row) {
    Track track = tracks.get(row.clientId());
    if (track.open != null) {
      end(track, row.timeNanos());
    }
    start("B", row.action(), row.clientId(), track.startNanos + row.timeNanos());
    json.writeObjectPropertyStart("args");
    json.writeNumberProperty("step", row.step());
    json.writeStringProperty("facts", row.facts());
    json.writeEndObject();
    json.writeEndObject();
    if (!track.showsAlready(row)) {
      counters(track, row);
    }
    track.open = row;
  }

  private void counters(Track track, ActionRow row) {
    String name = "client " + row.clientId() + " octets waiting";
    start("C", name, row.clientId(), track.startNanos + row.timeNanos());
    json.writeObjectPropertyStart("args");
    json.writeNumberProperty("tls_pending", row.tlsPending());
    json.writeNumberProperty("to_encrypt", row.toEncrypt());
    json.writeNumberProperty("to_write", row.toWrite());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void end(Track track, long timeNanos) {
    start("E", track.open.action(), track.open.clientId(), track.startNanos + timeNanos);
    json.writeEndObject();
  }

  private void endLast(Track track) {
    end(track, Math.max(track.endNanos, track.open.timeNanos()));
  }

  private void start(String phase, String name, long thread, long nanos) {
    json.writeStartObject();
    json.writeStringProperty("ph", phase);
    json.writeStringProperty("name", name);
    json.writeNumberProperty("pid", PROCESS);
    json.writeNumberProperty("tid", thread);
    json.writeName("ts");
    json.writeNumber(micros(nanos));
  }

  /** To the nanosecond, which a floating-point number might round. */
  private static String micros(long nanos) {
    String digits = String.valueOf(NANOS_PER_MICRO + Math.abs(nanos) % NANOS_PER_MICRO);
    return (nanos < 0 ? "-" : "") + Math.abs(nanos) / NANOS_PER_MICRO + "." + digits.substring(1);
  }
}
