package h2lab.server.deadline;

import h2lab.server.http2.ErrorCode;

/** What becomes of a client that is overdue. */
public sealed interface Verdict {
  /** It is closed without a word, since it would not hear one. */
  record Close() implements Verdict {}

  /** It is told GOAWAY with this code, and closed. */
  record GoAway(ErrorCode code) implements Verdict {}

  /** It is told GOAWAY with NO_ERROR, and closed when all that is under way is done. */
  record Drain() implements Verdict {}
}
