package h2lab.server.load;

/**
 * What the server may send on a connection, over all streams (RFC 9113 section 6.9). It begins with
 * 65,535 octets whatever is wanted; a window that is to be smaller stays closed for longer once
 * they came.
 */
final class ConnectionWindow {
  private static final int INITIAL = 65_535;

  private final int octets;
  private int unacknowledged;

  /**
   * @param octets wanted, above 0
   */
  ConnectionWindow(int octets) {
    this.octets = octets;
    this.unacknowledged = Math.min(0, octets - INITIAL);
  }

  /** What the first WINDOW_UPDATE says; 0 for none. */
  int firstIncrement() {
    return Math.max(0, octets - INITIAL);
  }

  /**
   * Counts octets of DATA.
   *
   * @throws ServerFault if there was no window for them
   */
  void receive(int flowOctets) throws ServerFault {
    unacknowledged += flowOctets;
    if (unacknowledged > octets) {
      throw new ServerFault(Frame.FLOW_CONTROL_ERROR, "more DATA than the connection's window");
    }
  }

  /** What a WINDOW_UPDATE has to say now; 0 if none is due. */
  int takeIncrement() {
    if (unacknowledged < Windows.widenAt(octets)) {
      return 0;
    }
    int increment = unacknowledged;
    unacknowledged = 0;
    return increment;
  }
}
