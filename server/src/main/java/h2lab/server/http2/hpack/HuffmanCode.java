package h2lab.server.http2.hpack;

import java.nio.ByteBuffer;

/**
 * The code of string literals (RFC 7541 appendix B). It is canonical: codes of one length follow
 * each other in the order of their octets, and the shorter ones come first; so the lengths are all
 * there is to know.
 */
final class HuffmanCode {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int END_OF_STRING = 256;

  /**
   * For octets 0 to 255 and the end of the string, the length of its code: A is 5 bits, Z is 30.
   */
  private static final String LENGTHS =
      """
      ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF
      IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX
      PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS
      VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV
      Z
      """
          .replace("\n", "");

  /** Octets in the order of their codes. */
  private static final int[] BY_CODE = new int[LENGTHS.length()];

  /** For each length, the first code, and the place of its octet in the order. */
  private static final int[] FIRST_CODE = new int[LONGEST + 2];

  private static final int[] FIRST_PLACE = new int[LONGEST + 2];

  static {
    int code = 0;
    int place = 0;
    for (int length = SHORTEST; length <= LONGEST + 1; length++) {
      FIRST_CODE[length] = code;
      FIRST_PLACE[length] = place;
      for (int octet = 0; octet < LENGTHS.length(); octet++) {
        if (LENGTHS.charAt(octet) - 'A' + SHORTEST == length) {
          BY_CODE[place++] = octet;
          code++;
        }
      }
      code <<= 1;
    }
  }

  private HuffmanCode() {}

  /**
   * Decodes {@code length} octets of {@code in}, which are consumed.
   *
   * @param into has room for {@link #mostOctets} of them
   * @return octets decoded
   * @throws CompressionException for a code of no octet, or padding that is not the beginning of
   *     the end of the string (section 5.2)
   */
  static int decode(ByteBuffer in, int length, byte[] into) throws CompressionException {
    int decoded = 0;
    int code = 0;
    int bits = 0;
    for (int i = 0; i < length; i++) {
      int octet = in.get();
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | octet >>> bit & 1;
        bits++;
        int symbol = symbol(code, bits);
        if (symbol == END_OF_STRING) {
          throw new CompressionException("the end of the string inside a string");
        }
        if (symbol >= 0) {
          into[decoded++] = (byte) symbol;
          code = 0;
          bits = 0;
        }
      }
    }
    if (bits > 7 || code != (1 << bits) - 1) {
      throw new CompressionException("wrong padding of a string");
    }
    return decoded;
  }

  private static int symbol(int code, int bits) {
    if (bits < SHORTEST || bits > LONGEST) {
      return -1;
    }
    int place = FIRST_PLACE[bits] + code - FIRST_CODE[bits];
    return place < FIRST_PLACE[bits + 1] ? BY_CODE[place] : -1;
  }

  /** Octets that so many encoded ones decode to at most. */
  static int mostOctets(int length) {
    return length * Byte.SIZE / SHORTEST;
  }
}
