package h2lab.server.dispatch;

import java.nio.ByteBuffer;

/**
 * Direct memory for the four buffers of one client at a time, in one piece. What is in it is
 * undefined when a client gets it.
 */
final class Slab {
  final ByteBuffer wireIn;
  final ByteBuffer wireOut;
  final ByteBuffer plainIn;
  final ByteBuffer plainOut;

  /**
   * @param wireOctets in each buffer before decryption and behind encryption
   * @param plainOctets in each of the others
   */
  Slab(int wireOctets, int plainOctets) {
    ByteBuffer memory = ByteBuffer.allocateDirect(2 * wireOctets + 2 * plainOctets);
    int plainAt = 2 * wireOctets;
    wireIn = memory.slice(0, wireOctets);
    wireOut = memory.slice(wireOctets, wireOctets);
    plainIn = memory.slice(plainAt, plainOctets);
    plainOut = memory.slice(plainAt + plainOctets, plainOctets);
  }
}
