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
  private int gathered;
  private boolean goesOn;

  FlushAllowance(FlushPolicy policy) {
    first = scaled(policy.first(), ServerProtocol.HELLO_OCTETS);
    growth = policy.growth();
    octets = first;
  }

  private static int scaled(int replies, int by) {
    return (int) Math.min((long) replies * by, Integer.MAX_VALUE);
  }

  /**
   * Whether replies may be added to those that gathered.
   *
   * @param unwritten octets that wait to be encrypted or written, whatever they are
   */
  boolean allows(int unwritten) {
    return unwritten == 0 || gathered < octets;
  }

  /**
   * Limits the room for replies, so that the core stops with the reply that fills the allowance.
   *
   * @param unwritten as above
   */
  ByteBuffer limit(ByteBuffer room, int unwritten) {
    if (unwritten == 0) {
      gathered = 0;
      octets = goesOn ? scaled(octets, growth) : octets;
    }
    long allowed = (long) octets - gathered + ServerProtocol.LEAST_ROOM - 1;
    if (allowed < room.remaining()) {
      room.limit(room.position() + (int) Math.max(allowed, ServerProtocol.LEAST_ROOM));
    }
    return room;
  }

  /**
   * What the core made of the room.
   *
   * @param put octets of replies
   * @param allHandled nothing is left of what was read, so the next read begins anew
   */
  void processed(int put, boolean allHandled) {
    gathered += put;
    goesOn = !allHandled;
    if (allHandled) {
      octets = first;
    }
  }
}
