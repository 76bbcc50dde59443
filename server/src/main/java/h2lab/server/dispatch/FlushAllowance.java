package h2lab.server.dispatch;

import h2lab.server.FlushPolicy;
import h2lab.server.http2.ServerProtocol;
import java.nio.ByteBuffer;

/**
 * How many octets of replies to one client may gather before they are written, by a {@link
 * FlushPolicy}: what the protocol core is given as room, so that writing comes in between.
 */
final class FlushAllowance {
  private final int first;
  private final int growth;
  private int octets;
  private boolean goesOn;

  FlushAllowance(FlushPolicy policy) {
    first = scaled(policy.first(), ServerProtocol.HELLO_OCTETS);
    growth = policy.growth();
    octets = first;
  }

  private static int scaled(int replies, int by) {
    return (int) Math.min((long) replies * by, Integer.MAX_VALUE);
  }

  /** Whether replies may be added to those that wait. */
  boolean allows(int waiting) {
    return waiting < octets;
  }

  /**
   * Limits the room for replies, so that the core stops with the reply that fills the allowance.
   *
   * @param waiting octets of replies that are not written yet
   */
  ByteBuffer limit(ByteBuffer room, int waiting) {
    if (goesOn && waiting == 0) {
      octets = scaled(octets, growth); // all that was allowed is written
    }
    long allowed = (long) octets - waiting + ServerProtocol.LEAST_ROOM - 1;
    if (allowed < room.remaining()) {
      room.limit(room.position() + (int) Math.max(allowed, ServerProtocol.LEAST_ROOM));
    }
    return room;
  }

  /**
   * What the core made of the room.
   *
   * @param allHandled nothing is left of what was read, so the next read begins anew
   */
  void processed(boolean allHandled) {
    goesOn = !allHandled;
    if (allHandled) {
      octets = first;
    }
  }
}
