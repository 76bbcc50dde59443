package h2lab.server.tls;

import java.util.ArrayDeque;

/**
 * Pairs of memory BIOs, lent to one connection at a time while it has octets under way. What they
 * have grown to stays warm in the cache, and clients that wait have none: the latest given back is
 * the next lent. Thread-safe; a pair is not.
 */
final class MemoryBios implements AutoCloseable {
  /**
   * Two BIOs, empty when they are lent and given back.
   *
   * @param input what came from the wire
   * @param output what is for the wire
   */
  record Pair(long input, long output) {
    boolean isEmpty() {
      return LibCrypto.bioPending(input) == 0 && LibCrypto.bioPending(output) == 0;
    }

    /** Gives both up; a connection that still has them keeps them until it goes. */
    void free() {
      LibCrypto.freeBio(input);
      LibCrypto.freeBio(output);
    }
  }

  /** More are not warm, and a crowd that shook hands at once would leave one for each behind. */
  static final int MOST_FREE = 64;

  private final ArrayDeque<Pair> free = new ArrayDeque<>();
  private boolean closed;

  /**
   * A pair for one connection alone.
   *
   * @throws IllegalStateException if there is no memory
   */
  synchronized Pair take() {
    return free.isEmpty() ? open() : free.pop();
  }

  private static Pair open() {
    long input = LibCrypto.newMemoryBio();
    long output = input == 0 ? 0 : LibCrypto.newMemoryBio();
    if (output == 0) {
      LibCrypto.freeBio(input); // 0 does no harm here
      throw new IllegalStateException("OpenSSL has no memory BIO: " + LibCrypto.takeError());
    }
    return new Pair(input, output);
  }

  /** Gives an empty pair back; the caller must not touch it again. */
  synchronized void giveBack(Pair pair) {
    if (closed || free.size() == MOST_FREE) {
      pair.free();
    } else {
      free.push(pair);
    }
  }

  /** Frees those that are not lent, and those that are when they come back. */
  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(Pair::free);
    free.clear();
  }
}
