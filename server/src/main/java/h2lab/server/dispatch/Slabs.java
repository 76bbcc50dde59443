package h2lab.server.dispatch;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct memory for clients, one slab each, used again once its client is gone: the JDK frees
 * direct memory only when its garbage collector gets to it, which busy accepting outruns. At no
 * time do two clients have the same slab.
 */
final class Slabs implements AutoCloseable {
  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger taken = new AtomicInteger();

  /** A slab of {@code octets}, the same at each call, with undefined content. */
  ByteBuffer take(int octets) {
    taken.incrementAndGet();
    ByteBuffer slab = free.pollFirst();
    return slab != null ? slab.clear() : ByteBuffer.allocateDirect(octets);
  }

  /** Gives a slab back; the caller must not touch it, nor any slice of it, again. */
  void giveBack(ByteBuffer slab) {
    taken.decrementAndGet();
    free.addFirst(slab);
  }

  /**
   * Ends the use of all slabs.
   *
   * @throws IllegalStateException if a client that is gone still has one, our own mistake
   */
  @Override
  public void close() {
    if (taken.get() != 0) {
      throw new IllegalStateException(taken.get() + " slabs were not given back");
    }
    free.clear();
  }
}
