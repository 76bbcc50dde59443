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
  private final ClientBuffers owner;
  private final int capacity;
  private ByteBuffer buffer;
  private int waiting;

  /**
   * An empty queue, which has no buffer yet.
   *
   * @param owner gives it one, of {@code capacity} octets, as soon as it is needed
   */
  OctetQueue(ClientBuffers owner, int capacity) {
    this.owner = owner;
    this.capacity = capacity;
  }

  /** The buffer of this queue from now on; null if it has to do without. It must be empty. */
  void lend(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  private ByteBuffer buffer() {
    if (buffer == null) {
      owner.take();
    }
    return buffer;
  }

  /** Octets in the queue. */
  int waiting() {
    return waiting;
  }

  /** Octets that may be put in. */
  int roomLeft() {
    return capacity - waiting;
  }

  /** Where octets are put in; end with {@link #filled}. */
  ByteBuffer room() {
    return buffer().limit(capacity).position(waiting);
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
    return buffer().limit(waiting).position(0);
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
