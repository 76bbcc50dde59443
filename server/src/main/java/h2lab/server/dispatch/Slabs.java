package h2lab.server.dispatch;

import java.util.ArrayDeque;

/**
 * The slabs of a server, used again by one client after another: the JDK frees direct memory only
 * when its garbage collector gets to it, which busy accepting outruns. The latest given back is the
 * next taken. At no time do two clients have the same slab. Thread-safe.
 */
final class Slabs implements AutoCloseable {
  private final ArrayDeque<Slab> free = new ArrayDeque<>();
  private int taken;

  /** A slab for one client alone, of the same sizes at each call, see {@link Slab#Slab}. */
  synchronized Slab take(int wireOctets, int plainOctets) {
    Slab slab = free.isEmpty() ? new Slab(wireOctets, plainOctets) : free.pop();
    taken++;
    return slab;
  }

  /** Gives a slab back; the caller must not touch it again. */
  synchronized void giveBack(Slab slab) {
    taken--;
    free.push(slab);
  }

  /**
   * Ends the use of all slabs.
   *
   * @throws IllegalStateException if a client that is gone still has one, our own mistake
   */
  @Override
  public synchronized void close() {
    if (taken != 0) {
      throw new IllegalStateException(taken + " slabs were not given back");
    }
    free.clear();
  }
}
