package h2lab.analysis.recording;

/**
 * What a recording lacks, as far as it shows: steps missing from the numbered sequences of its
 * clients, and losses that the recorder itself reported.
 *
 * @param steps actions missing
 * @param clients that miss any
 * @param octets of event data dropped, as jdk.DataLoss says
 */
public record LostEvents(long steps, int clients, long octets) {
  /** Whether anything is missing. */
  public boolean any() {
    return steps > 0 || octets > 0;
  }

  /** One line that says what is missing. */
  public String warning() {
    String missing =
        steps > 0 ? "lost events: " + steps + " steps of " + clients + " clients are missing" : "";
    String dropped =
        octets > 0 ? "the recorder dropped " + octets + " octets of events (jdk.DataLoss)" : "";
    return missing + (missing.isEmpty() || dropped.isEmpty() ? "" : "; ") + dropped;
  }
}
