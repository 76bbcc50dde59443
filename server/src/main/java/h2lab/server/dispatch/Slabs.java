package h2lab.server.dispatch;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Direct memory for clients, one slab each, used again once its client is gone: the JDK frees
 * direct memory only when its garbage collector gets to it, which busy accepting outruns. At no
 * time do two clients have the same slab.
 */
final class Slabs {
  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

  /** A slab of {@code octets}, the same at each call, with undefined content. */
  ByteBuffer take(int octets) {
    ByteBuffer slab = free.pollFirst();
    return slab != null ? slab.clear() : ByteBuffer.allocateDirect(octets);
  }

  /** Gives a slab back; the caller must not touch it, nor any slice of it, again. */
  void giveBack(ByteBuffer slab) {
    free.addFirst(slab);
  }
}
