package h2lab.server.load;

/**
 * Tells header blocks that change the decoder's dynamic table from those that only read it (RFC
 * 7541 section 6). A block of the latter kind means the same each time until the table changes.
 */
final class TableEffect {
  private static final int INDEXED = 0x80;
  private static final int INCREMENTAL = 0x40;
  private static final int SIZE_UPDATE = 0x20;

  private final byte[] block;
  private final int length;
  private int at;

  private TableEffect(byte[] block, int length) {
    this.block = block;
    this.length = length;
  }

  /**
   * Whether decoding the block may change the dynamic table; true also for a malformed one, which
   * is then for the decoder to judge.
   */
  static boolean of(byte[] block, int length) {
    return new TableEffect(block, length).changes();
  }

  private boolean changes() {
    while (at < length) {
      int first = block[at] & 0xff;
      if ((first & INDEXED) != 0) {
        integer(7);
      } else if ((first & (INCREMENTAL | SIZE_UPDATE)) != 0) {
        return true;
      } else {
        boolean literalName = integer(4) == 0;
        if (literalName) {
          skipString();
        }
        skipString();
      }
    }
    return at != length;
  }

  /** An integer with a prefix of {@code bits} (section 5.1); past the end if it is cut short. */
  private int integer(int bits) {
    if (at >= length) {
      return pastEnd();
    }
    int most = (1 << bits) - 1;
    int value = block[at++] & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; at < length && shift <= 14; shift += 7) {
      int octet = block[at++] & 0xff;
      value += (octet & 0x7f) << shift;
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    return pastEnd();
  }

  private int pastEnd() {
    at = length + 1;
    return 0;
  }

  private void skipString() {
    int octets = integer(7); // the bit before it tells Huffman coding, which changes no length
    at += octets;
  }
}
