package h2lab.server.dispatch;

/**
 * The four buffers of one client, in a slab that it has only while there is something in them: a
 * client that waits with nothing under way costs none, and one that has its turn finds the slab of
 * the one before, still in the processor's cache. In cleartext the buffers before and after TLS are
 * the same, so that nothing is copied on the way.
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

  private final Slabs slabs;
  private final boolean encrypted;
  final OctetQueue wireIn = new OctetQueue(this, WIRE_OCTETS);
  final OctetQueue wireOut = new OctetQueue(this, WIRE_OCTETS);
  final OctetQueue plainIn;
  final OctetQueue plainOut;
  private Slab slab;

  /** Takes a slab when the first octets come; {@link #giveBack} must follow. */
  ClientBuffers(Slabs slabs, boolean encrypted) {
    this.slabs = slabs;
    this.encrypted = encrypted;
    plainIn = encrypted ? new OctetQueue(this, PLAIN_OCTETS) : wireIn;
    plainOut = encrypted ? new OctetQueue(this, PLAIN_OCTETS) : wireOut;
  }

  /** Takes a slab, since one of the queues needs its buffer. */
  void take() {
    slab = slabs.take(WIRE_OCTETS, PLAIN_OCTETS);
    wireIn.lend(slab.wireIn);
    wireOut.lend(slab.wireOut);
    if (encrypted) {
      plainIn.lend(slab.plainIn);
      plainOut.lend(slab.plainOut);
    }
  }

  /** Gives the slab back if nothing is in it; for a client that is about to wait. */
  void giveBackIfEmpty() {
    if (wireIn.waiting() + wireOut.waiting() + plainIn.waiting() + plainOut.waiting() == 0) {
      giveBack();
    }
  }

  /** Gives the slab back, whatever is in it. */
  void giveBack() {
    if (slab == null) {
      return;
    }
    wireIn.lend(null);
    wireOut.lend(null);
    plainIn.lend(null);
    plainOut.lend(null);
    slabs.giveBack(slab);
    slab = null;
  }
}
