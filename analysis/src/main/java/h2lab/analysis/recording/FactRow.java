package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

/** A fact that a client can have: what its mark stands for. */
public record FactRow(int order, String mark, String name, String means) {
  static final String EVENT = "h2lab.Fact";

  static FactRow of(RecordedEvent event) {
    return new FactRow(
        event.getInt("order"),
        event.getString("mark"),
        event.getString("name"),
        event.getString("means"));
  }
}
