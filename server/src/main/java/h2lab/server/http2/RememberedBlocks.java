package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * Field blocks whose meaning is known: while the dynamic table does not change, equal octets are
 * the same request, and need not be decoded again. Clients that repeat themselves send little else.
 */
final class RememberedBlocks {
  private static final int MOST = 8;
  private static final int LONGEST = 512;

  private final byte[][] blocks = new byte[MOST][];
  private final Request[] requests = new Request[MOST];
  private int next;
  private int latest;

  /**
   * The request of a block seen before, or null.
   *
   * @param at its first octet; nothing is consumed
   */
  Request find(ByteBuffer in, int at, int length) {
    if (equal(blocks[latest], in, at, length)) {
      return requests[latest];
    }
    for (int i = 0; i < MOST; i++) {
      if (equal(blocks[i], in, at, length)) {
        latest = i;
        return requests[i];
      }
    }
    return null;
  }

  private static boolean equal(byte[] block, ByteBuffer in, int at, int length) {
    if (block == null || block.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (block[i] != in.get(at + i)) {
        return false;
      }
    }
    return true;
  }

  /** Remembers a block that changed no table. */
  void remember(ByteBuffer in, int at, int length, Request request) {
    if (length > LONGEST) {
      return;
    }
    blocks[next] = new byte[length];
    in.get(at, blocks[next]);
    requests[next] = request;
    latest = next;
    next = (next + 1) % MOST;
  }

  /** The dynamic table has changed. */
  void forget() {
    java.util.Arrays.fill(blocks, null);
    next = 0;
    latest = 0;
  }
}
