package h2lab.tracing;

/**
 * The numbered points that octets pass on their way through a server:
 *
 * <pre>
 *  socket --(1)--> TLS in --(2)--> engine --(3)--> protocol core --(U)--> to encrypt
 *                                                                             |
 *  socket &lt;--(6)-- to write &lt;----------(5)------------ engine &lt;-----(4)-------+
 * </pre>
 *
 * In cleartext only 1, U and 6 are passed.
 */
public enum FlowPoint {
  PEER_IN("1 peer in"),
  TO_DECRYPT("2 to decrypt"),
  DECRYPTED("3 decrypted"),
  REPLIES("U replies"),
  TO_ENCRYPT("4 to encrypt"),
  TLS_OUTPUT("5 TLS output"),
  PEER_OUT("6 peer out"),
  /**
   * Left the way before its end. Inwards: read from a client that was told to go, so 1 is the sum
   * of 2 and this. Outwards: replies that TLS will never take, so U is the sum of 4 and this.
   */
  DISCARDED("- discarded");

  /** How a recording names the point; at most 16 characters, which JFR stores most cheaply. */
  public final String label;

  FlowPoint(String label) {
    this.label = label;
  }

  /** The character that stands for the point where a recording lists several. */
  public char mark() {
    return label.charAt(0);
  }
}
