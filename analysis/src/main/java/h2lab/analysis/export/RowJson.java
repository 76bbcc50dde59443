package h2lab.analysis.export;

import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.QueueDepthRow;
import h2lab.analysis.recording.StateRow;
import tools.jackson.core.JsonGenerator;

/** One row as one object of the array {@code events}, on a line of its own. */
final class RowJson {
  private final JsonGenerator json;

  RowJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes a row; changes of state are not written, they stand with their client. */
  void write(ClientRow row) {
    switch (row) {
      case ActionRow action -> write(action);
      case BytesRow bytes -> write(bytes);
      case FrameRow frames -> write(frames);
      case QueueDepthRow depth -> write(depth);
      case StateRow state -> {}
    }
  }

  private void write(ActionRow row) {
    start("action", row);
    json.writeNumberProperty("step", row.step());
    json.writeStringProperty("facts", row.facts());
    json.writeStringProperty("action", row.action());
    json.writeNumberProperty("tls_pending", row.tlsPending());
    json.writeNumberProperty("to_encrypt", row.toEncrypt());
    json.writeNumberProperty("to_write", row.toWrite());
    json.writeNumberProperty("chunks", row.writeChunks());
    json.writeEndObject();
  }

  private void write(BytesRow row) {
    start("bytes", row);
    json.writeNumberProperty("step", row.step());
    json.writeStringProperty("direction", row.inwards() ? "in" : "out");
    json.writeStringProperty("point", row.point());
    json.writeNumberProperty("octets", row.octets());
    json.writeEndObject();
  }

  private void write(FrameRow row) {
    start("frames", row);
    json.writeNumberProperty("step", row.step());
    json.writeStringProperty("direction", row.direction());
    json.writeStringProperty("frame", row.type());
    json.writeNumberProperty("count", row.count());
    json.writeNumberProperty("first_stream", row.firstStreamId());
    json.writeNumberProperty("last_stream", row.lastStreamId());
    json.writeNumberProperty("stream_sum", row.streamIdSum());
    json.writeNumberProperty("octets", row.octets());
    json.writeEndObject();
  }

  private void write(QueueDepthRow row) {
    start("queue", row);
    json.writeNumberProperty("tls_pending", row.tlsPending());
    json.writeNumberProperty("to_encrypt", row.toEncrypt());
    json.writeNumberProperty("to_write", row.toWrite());
    json.writeEndObject();
  }

  private void start(String type, ClientRow row) {
    json.writeStartObject();
    json.writeStringProperty("type", type);
    json.writeNumberProperty("client", row.clientId());
    json.writeNumberProperty("time_ns", row.timeNanos());
  }
}
