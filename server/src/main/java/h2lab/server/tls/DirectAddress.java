package h2lab.server.tls;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Where in memory a direct buffer begins. A caller gives the same few buffers again and again, so
 * the last one is remembered, and asking costs a comparison.
 */
final class DirectAddress {
  private ByteBuffer buffer;
  private long address;

  /**
   * The address of the octet at {@code buffer}'s position. It is valid as long as the buffer is
   * reachable, which the caller's later use of it ensures.
   *
   * @throws IllegalArgumentException if the buffer is on the heap, where it may move
   */
  long of(ByteBuffer buffer) {
    if (buffer != this.buffer) {
      if (!buffer.isDirect()) {
        throw new IllegalArgumentException("OpenSSL needs direct buffers");
      }
      address = MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
      this.buffer = buffer;
    }
    return address + buffer.position();
  }
}
