package h2lab.server.http2;

import java.util.EnumSet;
import java.util.Set;

/** What may arrive next on a connection: the table of frame order (RFC 9113 sections 3.4, 4.3). */
enum ConnectionPhase {
  /** The 24 octets of the client preface, no frame. */
  PREFACE(EnumSet.noneOf(FrameType.class), false),
  /** The client's SETTINGS, the rest of its preface. */
  FIRST_SETTINGS(EnumSet.of(FrameType.SETTINGS), false),
  /** Any frame that begins something. */
  FRAMES(EnumSet.complementOf(EnumSet.of(FrameType.CONTINUATION)), true),
  /** A field block was begun and not ended: nothing but the rest of it (6.10). */
  FIELD_BLOCK(EnumSet.of(FrameType.CONTINUATION), false),
  /** We have sent GOAWAY; whatever comes is left alone. */
  ENDED(EnumSet.noneOf(FrameType.class), false);

  private final Set<FrameType> allowed;
  private final boolean allowsUnknown;

  ConnectionPhase(Set<FrameType> allowed, boolean allowsUnknown) {
    this.allowed = allowed;
    this.allowsUnknown = allowsUnknown;
  }

  /**
   * Whether a frame of this type may come now.
   *
   * @param type null for one that RFC 9113 does not define
   */
  boolean allows(FrameType type) {
    return type == null ? allowsUnknown : allowed.contains(type);
  }
}
