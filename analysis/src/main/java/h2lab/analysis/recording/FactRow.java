package h2lab.analysis.recording;

import jdk.jfr.consumer.RecordedEvent;

/**
 * A fact that a client can have: what its mark stands for, and what must be true of it.
 *
 * @param first of which clients it holds at first: NONE, CLEARTEXT, TLS or ALL
 * @param tellsOf {@code failure} if the action before need not have done all it does, else empty
 * @param shows buffers, by their fields of {@link ActionRow}: while it holds, one is not empty
 * @param covers buffers that are not empty only while it or another fact that covers them holds
 */
public record FactRow(
    int order,
    String mark,
    String name,
    String means,
    String first,
    String tellsOf,
    String shows,
    String covers) {
  static final String EVENT = "h2lab.Fact";

  static FactRow of(RecordedEvent event) {
    return new FactRow(
        event.getInt("order"),
        event.getString("mark"),
        event.getString("name"),
        event.getString("means"),
        event.getString("first"),
        event.getString("tellsOf"),
        event.getString("shows"),
        event.getString("covers"));
  }
}
