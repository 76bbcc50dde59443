package h2lab.analysis.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The trial that was recorded and where it ran; a component is null if the server did not say.
 *
 * @param levels all factor levels as {@code name=level}, separated by spaces
 */
public record TrialRow(
    String method, String tls, String levels, String host, String jdk, String commit) {
  static final String EVENT = "h2lab.Trial";

  static TrialRow of(RecordedEvent event) {
    return new TrialRow(
        event.getString("method"),
        event.getString("tls"),
        event.getString("levels"),
        event.getString("host"),
        event.getString("jdk"),
        event.getString("commit"));
  }

  /** The factor levels by factor, in the order recorded. */
  public Map<String, String> levelsByFactor() {
    Map<String, String> byFactor = new LinkedHashMap<>();
    if (levels != null && !levels.isBlank()) {
      for (String pair : levels.strip().split("\\s+")) {
        String[] sides = pair.split("=", 2);
        byFactor.put(sides[0], sides.length == 2 ? sides[1] : "");
      }
    }
    return byFactor;
  }
}
