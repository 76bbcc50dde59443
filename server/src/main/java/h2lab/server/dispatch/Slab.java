package h2lab.server.dispatch;

import java.nio.ByteBuffer;

/**
 * Direct memory for the four buffers of one client at a time, in one piece. What is in it is
 * undefined when a client gets it.
 */
final class Slab {
  /** Two TLS records of the largest size there is, with the JDK's margin. */
  static final int WIRE_OCTETS = 34 * 1024;

  /** An incomplete frame of the largest size and one more TLS record of plain octets. */
  static final int PLAIN_OCTETS = 34 * 1024;

  final ByteBuffer wireIn;
  final ByteBuffer wireOut;
  final ByteBuffer plainIn;
  final ByteBuffer plainOut;

  Slab() {
    ByteBuffer memory = ByteBuffer.allocateDirect(2 * WIRE_OCTETS + 2 * PLAIN_OCTETS);
    int plainAt = 2 * WIRE_OCTETS;
    wireIn = memory.slice(0, WIRE_OCTETS);
    wireOut = memory.slice(WIRE_OCTETS, WIRE_OCTETS);
    plainIn = memory.slice(plainAt, PLAIN_OCTETS);
    plainOut = memory.slice(plainAt + PLAIN_OCTETS, PLAIN_OCTETS);
  }
}
