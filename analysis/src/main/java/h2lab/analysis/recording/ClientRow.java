package h2lab.analysis.recording;

/**
 * A row about one client.
 *
 * <p>A recording does not hold its rows in the order of time, not even those of one client: order
 * them by {@link #clientId} and step.
 */
public sealed interface ClientRow permits ActionRow, BytesRow, FrameRow, QueueDepthRow, StateRow {
  /** The number of the client, unique in the recording. */
  long clientId();

  /**
   * Nanoseconds from the accept of the client. From its first row if the recording began after the
   * accept; slightly negative for a queue depth that was sampled during the accept.
   */
  long timeNanos();
}
