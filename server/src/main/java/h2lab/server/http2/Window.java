package h2lab.server.http2;

/** Octets of DATA that may still be sent (RFC 9113 section 6.9). */
final class Window {
  static final int INITIAL = 65_535;
  private static final long MOST = Integer.MAX_VALUE;

  private int octets;

  Window(int octets) {
    this.octets = octets;
  }

  /**
   * What may be sent now; negative after a SETTINGS change took away more than was left (6.9.2).
   */
  int octets() {
    return octets;
  }

  /**
   * Widens or narrows this window.
   *
   * @param change octets, from WINDOW_UPDATE or a change of SETTINGS_INITIAL_WINDOW_SIZE
   * @return false, and nothing changed, if the window would exceed 2^31-1
   */
  boolean add(int change) {
    long sum = (long) octets + change;
    if (sum > MOST) {
      return false;
    }
    octets = (int) sum;
    return true;
  }

  /** Uses up what is sent. */
  void take(int sent) {
    octets -= sent;
  }
}
