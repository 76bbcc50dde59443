package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * The protocol state of one client of a server: consumes octets, answers requests, says what
 * occurred. Knows no I/O; both buffers of every call stay the caller's. Not thread-safe.
 *
 * <pre>{@code
 * protocol.start(replies);
 * do {
 *   occurred = protocol.receive(plain, replies);
 *   ... send the replies
 * } while (...);
 * }</pre>
 */
public interface ServerProtocol extends AutoCloseable {
  /** Room in the replies below which {@link #receive} handles nothing. */
  int LEAST_ROOM = ReplyFrames.ROOM;

  /** What the answer to {@code GET /} takes in the replies of our core. */
  int HELLO_OCTETS = HelloResponse.LENGTH;

  /** What a request counts for in {@link #progress}, in octets. */
  int REQUEST_PROGRESS = 1_024;

  /** Appends our SETTINGS, the first octets of any server; needs {@link #LEAST_ROOM}. */
  void start(ByteBuffer out);

  /**
   * Consumes frames of {@code plain} and appends the replies to them.
   *
   * @param plain decrypted octets, ready to be read; what is left of them is the beginning of a
   *     frame that must be there at the next call
   * @param out room for replies; never overflows, the call stops instead
   */
  Received receive(ByteBuffer plain, ByteBuffer out);

  /**
   * Begins to end the connection without losing a request (RFC 9113 section 6.8): appends a GOAWAY
   * that refuses nothing yet, then, once the client has answered the PING sent with it, one that
   * names the last stream. {@link Received.Drained} follows when all streams are closed. Does
   * nothing if done before; needs {@link #LEAST_ROOM}.
   */
  void drain(ByteBuffer out);

  /**
   * Ends the connection from our side at once: appends GOAWAY naming the last stream that was
   * handled. Later input is left alone. Does nothing if the connection has ended; needs {@link
   * #LEAST_ROOM}.
   *
   * @param reason debug data of the GOAWAY
   */
  void end(ByteBuffer out, ErrorCode code, String reason);

  /**
   * Tells the time, which a protocol does not look up itself; the budgets of {@link Nuisance}
   * refill by it. Without it they never do.
   *
   * @param nanos as {@link System#nanoTime()}
   */
  void time(long nanos);

  /** Whether the client preface has come, the SETTINGS it ends with included (section 3.4). */
  boolean prefaceReceived();

  /** Whether the client has acknowledged our SETTINGS (section 6.5.3). */
  boolean settingsAcknowledged();

  /** Whether a field block has begun and not ended: nothing else can happen before it does. */
  boolean inFieldBlock();

  /** Whether some stream is not closed. */
  boolean hasStreams();

  /**
   * What the client got done so far: octets of DATA that were moved either way, and {@link
   * #REQUEST_PROGRESS} for each request. Only grows; a client for whom it does not is idle, however
   * many other frames it sends.
   */
  long progress();

  /**
   * Tells an observer of every frame from now on.
   *
   * @param observer null for none, which is fastest
   */
  void observe(FrameObserver observer);

  /** Requests received whole so far. */
  long requests();

  /** Whether a request was received whose response waits for a flow-control window. */
  boolean responsesWait();

  /** Frees what the protocol holds; nothing may be called after. */
  @Override
  default void close() {}
}
