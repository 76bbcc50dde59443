package h2lab.tracing;

/** What follows an action. */
public enum Course {
  /** Another action of the same client, at once. */
  PROCEEDS,
  /** The same; and others may take the action in the midst of one that waits. */
  SPEAKS,
  /** Nothing, until somebody else wants something of the client; that may change facts, too. */
  WAITS,
  /** Nothing: the client is gone. */
  ENDS
}
