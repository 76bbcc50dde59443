package h2lab.server.http2;

/**
 * Octets of DATA the client may send on a stream or on the connection (RFC 9113 section 6.9). What
 * was taken in is given back when it is dealt with, in portions of half a window.
 */
final class ReceiveWindow {
  private static final int PORTION = Window.INITIAL / 2;

  private int taken;
  private int dealtWith;

  /** Counts what arrived, padding included (6.9.1); false if it was more than allowed. */
  boolean take(int octets) {
    taken += octets;
    return taken <= Window.INITIAL;
  }

  /**
   * Octets are not held any more.
   *
   * @return the increment of the WINDOW_UPDATE to send now, or 0 for none
   */
  int giveBack(int octets) {
    dealtWith += octets;
    if (dealtWith < PORTION) {
      return 0;
    }
    int increment = dealtWith;
    taken -= increment;
    dealtWith = 0;
    return increment;
  }
}
