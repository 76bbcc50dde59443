package h2lab.server.http2;

/** What made {@link Http2Connection#receive} return: an occurrence the peer caused, or a need. */
public sealed interface Received {
  /** Every complete frame was consumed; call again with more input. */
  record NeedInput() implements Received {}

  /** The replies have no room for more; call again with some, with the same input. */
  record NeedRoom() implements Received {}

  /** The client preface arrived and is right; call again. */
  record Opened() implements Received {}

  /** The client does not speak HTTP/2: a GOAWAY is among the replies, nothing more is consumed. */
  record PrefaceMismatch() implements Received {}

  /**
   * The client is leaving (section 6.8). What it asked before is answered or waits for its windows;
   * call again while it sends, until {@link Drained}.
   *
   * @param code as sent; codes unknown to RFC 9113 are possible
   */
  record GoAway(int lastStreamId, long code) implements Received {}

  /**
   * Nothing is left to do: the client or we have sent GOAWAY, and every stream is closed. Told
   * once; nothing more is consumed.
   */
  record Drained() implements Received {}

  /** The client broke a rule: a GOAWAY is among the replies, nothing more is consumed. */
  record Failed(ErrorCode code, String reason) implements Received {}

  /** Shared, since they carry nothing. */
  Received NEED_INPUT = new NeedInput();

  /** Shared, since they carry nothing. */
  Received NEED_ROOM = new NeedRoom();
}
