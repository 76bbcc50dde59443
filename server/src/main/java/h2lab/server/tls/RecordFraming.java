package h2lab.server.tls;

import java.nio.ByteBuffer;

/**
 * Finds the TLS records at the front of what came from the wire (RFC 8446 section 5.1), so that an
 * engine which swallows what it is given gets only whole records whose content has room:
 *
 * <pre>{@code
 * | type 1 | version 2 | length 2 | fragment ... |
 * }</pre>
 */
final class RecordFraming {
  /** The most plain octets there are in a record. */
  static final int MAX_PLAIN_OCTETS = 1 << 14;

  /** What TLS 1.2 allows; TLS 1.3 allows less, which the engine judges. */
  private static final int MAX_FRAGMENT_OCTETS = MAX_PLAIN_OCTETS + 2048;

  private static final int HEADER_OCTETS = 5;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int APPLICATION_DATA = 23;
  private static final int MAJOR_VERSION = 3;

  private int octets;
  private int records;
  private boolean lacksRoom;
  private boolean garbled;

  /**
   * Looks at what came.
   *
   * @param wire is not changed
   * @param room for plain octets
   */
  void scan(ByteBuffer wire, int room) {
    octets = 0;
    records = 0;
    lacksRoom = false;
    int roomLeft = room;
    int at = wire.position();
    while (wire.limit() - at >= HEADER_OCTETS) {
      int type = wire.get(at) & 0xff;
      int fragment = (wire.get(at + 3) & 0xff) << 8 | wire.get(at + 4) & 0xff;
      if (!isPlausible(type, wire.get(at + 1), fragment)) {
        garbled = true;
        octets = wire.remaining();
        records++;
        return;
      }
      int plain = type == APPLICATION_DATA ? Math.min(fragment, MAX_PLAIN_OCTETS) : 0;
      if (wire.limit() - at < HEADER_OCTETS + fragment) {
        return;
      }
      if (roomLeft < Math.max(plain, 1)) {
        lacksRoom = true;
        return;
      }
      roomLeft -= plain;
      at += HEADER_OCTETS + fragment;
      octets = at - wire.position();
      records++;
    }
  }

  private static boolean isPlausible(int type, byte majorVersion, int fragment) {
    return type >= CHANGE_CIPHER_SPEC
        && type <= APPLICATION_DATA
        && majorVersion == MAJOR_VERSION
        && fragment <= MAX_FRAGMENT_OCTETS;
  }

  /** Octets of the records found. */
  int octets() {
    return octets;
  }

  /** Whole records found whose content has room. */
  int records() {
    return records;
  }

  /** Whether one more whole record is there, for which there is no room. */
  boolean lacksRoom() {
    return lacksRoom;
  }

  /** Whether what came is no TLS: then all of it counts as a record, for the engine to refuse. */
  boolean isGarbled() {
    return garbled;
  }
}
