package h2lab.server.load;

/**
 * How much content a server may send before the client says that it has taken it (RFC 9113 section
 * 5.2), as h2load has it: a window is 2^bits - 1 octets.
 *
 * @param streamBits of each stream, 1 to 30
 * @param connectionBits of the connection, 1 to 30
 */
record Windows(int streamBits, int connectionBits) {
  /** What h2load uses. */
  static final int DEFAULT_BITS = 30;

  /** Wide enough not to slow down any server. */
  static final Windows WIDE = new Windows(DEFAULT_BITS, DEFAULT_BITS);

  private static final int MOST_BITS = 30;

  Windows {
    require(streamBits, "-w");
    require(connectionBits, "-W");
  }

  private static void require(int bits, String option) {
    if (bits < 1 || bits > MOST_BITS) {
      throw new IllegalArgumentException(
          "window bits (" + option + ") must be 1 to " + MOST_BITS + ", not " + bits);
    }
  }

  /** Octets of a stream's window. */
  int stream() {
    return (1 << streamBits) - 1;
  }

  /** Octets of the connection's window. */
  int connection() {
    return (1 << connectionBits) - 1;
  }

  /**
   * How many octets of a window are taken before it is opened again: half of it, so that the server
   * never waits and an update is not sent for each frame.
   */
  static int widenAt(int window) {
    return Math.max(1, window / 2);
  }
}
