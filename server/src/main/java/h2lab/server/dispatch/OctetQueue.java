package h2lab.server.dispatch;

import java.nio.ByteBuffer;

/**
 * A buffer between two points of the flow: octets are put in at its end and taken out at its front.
 *
 * <pre>{@code
 * ByteBuffer room = queue.room();      ... put octets ...    queue.filled();
 * ByteBuffer octets = queue.octets();  ... take octets ...   queue.drained();
 * }</pre>
 */
final class OctetQueue {
  private final ByteBuffer buffer;
  private int waiting;

  /** A queue in {@code buffer}, which is its own from now on. */
  OctetQueue(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** Octets in the queue. */
  int waiting() {
    return waiting;
  }

  /** Octets that may be put in. */
  int roomLeft() {
    return buffer.capacity() - waiting;
  }

  /** Where octets are put in; end with {@link #filled}. */
  ByteBuffer room() {
    return buffer.limit(buffer.capacity()).position(waiting);
  }

  /**
   * Ends what {@link #room} began.
   *
   * @return octets put in
   */
  int filled() {
    int put = buffer.position() - waiting;
    waiting = buffer.position();
    return put;
  }

  /** Where octets are taken out; end with {@link #drained}. */
  ByteBuffer octets() {
    return buffer.limit(waiting).position(0);
  }

  /**
   * Ends what {@link #octets} began; octets left move to the front.
   *
   * @return octets taken
   */
  int drained() {
    int taken = buffer.position();
    if (taken > 0) {
      buffer.compact();
      waiting -= taken;
    }
    return taken;
  }

  /** Forgets what waits. */
  void clear() {
    waiting = 0;
  }
}
