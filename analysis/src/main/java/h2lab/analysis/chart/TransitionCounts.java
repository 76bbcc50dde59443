package h2lab.analysis.chart;

/** How often each action of a client was followed by each other. */
public interface TransitionCounts {
  /** How often {@code to} came right after {@code from}. */
  long count(String from, String to);

  /** The largest count; 0 if there was no transition. */
  long largest();
}
