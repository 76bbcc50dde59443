package h2lab.analysis.export;

import h2lab.analysis.recording.LostEvents;
import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.StateRow;
import h2lab.analysis.recording.TrialRow;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What is known of a recording as a whole, as properties of the object being written. */
final class RecordingHead {
  private final JsonGenerator json;

  RecordingHead(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the properties {@code trial}, {@code facts} and {@code actions}. */
  void trialFactsAndTable(Recording recording) {
    trial(recording.trial().orElse(null));
    facts(recording);
    table(recording);
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

  /** Writes the property {@code clients}. */
  void clients(List<RecordedClient> clients) {
    json.writeArrayPropertyStart("clients");
    for (RecordedClient client : clients) {
      json.writeStartObject();
      client(client);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the properties of one client. */
  void client(RecordedClient client) {
    json.writeNumberProperty("client", client.clientId());
    json.writeNumberProperty("remote_port", client.remotePort());
    json.writeStringProperty("accepted_at", client.acceptedAt().toString());
    json.writeBooleanProperty("accept_recorded", client.acceptRecorded());
    json.writeNumberProperty("steps", client.steps());
    json.writeArrayPropertyStart("states");
    client.states().forEach(this::state);
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

  /** Writes the property {@code lost}. */
  void lost(LostEvents lost) {
    json.writeObjectPropertyStart("lost");
    json.writeNumberProperty("steps", lost.steps());
    json.writeNumberProperty("clients", lost.clients());
    json.writeNumberProperty("octets", lost.octets());
    json.writeEndObject();
  }
}
