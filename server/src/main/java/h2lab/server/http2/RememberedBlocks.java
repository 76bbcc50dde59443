package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Field blocks whose meaning is known: while the dynamic table does not change, equal octets are
 * the same request, and need not be decoded again. Clients that repeat themselves send little else.
 */
final class RememberedBlocks {
  private static final int MOST = 8;
  private static final int LONGEST = 512;

  private final KnownBlock[] blocks = new KnownBlock[MOST];
  private int next;
  private int latest;

  /**
   * The request of a block seen before, or null.
   *
   * @param at its first octet; nothing is consumed
   */
  Request find(ByteBuffer in, int at, int length) {
    for (KnownBlock block : blocks) {
      if (block != null && block.length() == length && block.isAt(in, at)) {
        return block.request();
      }
    }
    return null;
  }

  /**
   * The block of a whole request in one frame, if it was seen before and is all there; else null.
   *
   * @param in positioned at the frame; nothing is consumed
   */
  KnownBlock next(ByteBuffer in) {
    if (isNext(blocks[latest], in)) {
      return blocks[latest];
    }
    for (int i = 0; i < MOST; i++) {
      if (isNext(blocks[i], in)) {
        latest = i;
        return blocks[i];
      }
    }
    return null;
  }

  private static boolean isNext(KnownBlock block, ByteBuffer in) {
    return block != null && block.isFrameAt(in, in.position());
  }

  /** Remembers a block that changed no table. */
  void remember(ByteBuffer in, int at, int length, Request request) {
    if (length > LONGEST) {
      return;
    }
    blocks[next] = new KnownBlock(in, at, length, request);
    latest = next;
    next = (next + 1) % MOST;
  }

  /** The dynamic table has changed. */
  void forget() {
    Arrays.fill(blocks, null);
    next = 0;
    latest = 0;
  }
}
