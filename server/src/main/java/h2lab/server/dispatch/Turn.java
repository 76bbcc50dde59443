package h2lab.server.dispatch;

/**
 * How much is moved for one client before others have their turn: what goes on as long as the peer
 * sends or takes octets has no end of its own. Not thread-safe.
 */
public final class Turn {
  /**
   * More than all answers to one read of small requests, so that only large contents reach it;
   * little enough to be encrypted in about a millisecond.
   */
  static final int MOST_OCTETS = 256 * 1024;

  private int octets;

  /** Others have had theirs. */
  public void begin() {
    octets = 0;
  }

  /** Counts octets that were moved; whether that is enough for this turn. */
  public boolean isOverAfter(int moved) {
    octets += moved;
    return octets >= MOST_OCTETS;
  }
}
