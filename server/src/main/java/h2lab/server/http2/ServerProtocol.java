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
   * Ends the connection from our side: appends GOAWAY naming the last stream that was handled (RFC
   * 9113 section 6.8). Later input is left alone. Does nothing if GOAWAY was sent before.
   */
  void shutDown(ByteBuffer out);

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
