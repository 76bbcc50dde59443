package h2lab.server.dispatch;

import java.nio.ByteBuffer;

/**
 * The four buffers of one client, in one slab. In cleartext those before and after TLS are the
 * same, so that nothing is copied on the way.
 *
 * <pre>{@code
 * socket -> wireIn -> TLS -> plainIn -> protocol -> plainOut -> TLS -> wireOut -> socket
 * }</pre>
 */
final class ClientBuffers {
  /** Two TLS records of the largest size there is, with the JDK's margin. */
  private static final int WIRE_OCTETS = 34 * 1024;

  /** An incomplete frame of the largest size and one more TLS record of plain octets. */
  private static final int PLAIN_OCTETS = 34 * 1024;

  private static final int SLAB_OCTETS = 2 * WIRE_OCTETS + 2 * PLAIN_OCTETS;

  private final Slabs slabs;
  private final ByteBuffer slab;
  final OctetQueue wireIn;
  final OctetQueue plainIn;
  final OctetQueue plainOut;
  final OctetQueue wireOut;

  /** Takes a slab; {@link #giveBack} must follow. */
  ClientBuffers(Slabs slabs, boolean encrypted) {
    this.slabs = slabs;
    slab = slabs.take(SLAB_OCTETS);
    wireIn = new OctetQueue(slab.slice(0, WIRE_OCTETS));
    wireOut = new OctetQueue(slab.slice(WIRE_OCTETS, WIRE_OCTETS));
    int plainAt = 2 * WIRE_OCTETS;
    plainIn = encrypted ? new OctetQueue(slab.slice(plainAt, PLAIN_OCTETS)) : wireIn;
    plainOut =
        encrypted ? new OctetQueue(slab.slice(plainAt + PLAIN_OCTETS, PLAIN_OCTETS)) : wireOut;
  }

  /** Ends the use of all four. */
  void giveBack() {
    slabs.giveBack(slab);
  }
}
