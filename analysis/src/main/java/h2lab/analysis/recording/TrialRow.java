package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trial that was recorded and where it ran; a component is null if the server did not say.
 *
 * @param levels all factor levels as {@code name=level}, separated by spaces
 */
public record TrialRow(
    String method, String tls, String levels, String host, String jdk, String commit) {
  private static final int METHOD = EventKind.TRIAL.slot("method");
  private static final int TLS = EventKind.TRIAL.slot("tls");
  private static final int LEVELS = EventKind.TRIAL.slot("levels");
  private static final int HOST = EventKind.TRIAL.slot("host");
  private static final int JDK = EventKind.TRIAL.slot("jdk");
  private static final int COMMIT = EventKind.TRIAL.slot("commit");

  static TrialRow of(EventCursor event) {
    return new TrialRow(
        event.text(METHOD),
        event.text(TLS),
        event.text(LEVELS),
        event.text(HOST),
        event.text(JDK),
        event.text(COMMIT));
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
