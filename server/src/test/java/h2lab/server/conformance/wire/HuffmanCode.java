package h2lab.server.conformance.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** RFC 7541 appendix B as strings of {@code 0} and {@code 1}: slow, and easy to believe. */
public final class HuffmanCode {
  /** The symbol that must not occur. */
  public static final int EOS = 256;

  private static final List<String> BITS = new ArrayList<>();
  private static final Map<String, Integer> SYMBOLS = new HashMap<>();

  static {
    for (String line : lines("huffman-code.txt")) {
      String[] row = line.split(" ");
      BITS.add(row[1]);
      SYMBOLS.put(row[1], Integer.valueOf(row[0]));
    }
  }

  private HuffmanCode() {}

  /** The rows of a table of the RFC, kept as a resource. */
  public static List<String> lines(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                HuffmanCode.class.getResourceAsStream("/rfc7541/" + name),
                StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code of a symbol, 0 to 256. */
  public static String bits(int symbol) {
    return BITS.get(symbol);
  }

  /** Encodes octets, padded with ones as section 5.2 says. */
  public static byte[] encode(byte[] octets) {
    StringBuilder bits = new StringBuilder();
    for (byte octet : octets) {
      bits.append(BITS.get(octet & 0xff));
    }
    while (bits.length() % 8 != 0) {
      bits.append('1');
    }
    return pack(bits.toString());
  }

  /** Octets of bits whose number is a multiple of eight. */
  public static byte[] pack(String bits) {
    byte[] octets = new byte[bits.length() / 8];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return octets;
  }

  /**
   * Decodes a string (section 5.2).
   *
   * @return null if it has EOS, or padding that is longer than seven bits or not all ones
   */
  public static byte[] decode(byte[] encoded) {
    List<Byte> octets = new ArrayList<>();
    String code = "";
    for (byte octet : encoded) {
      for (int bit = 7; bit >= 0; bit--) {
        code += (octet >> bit & 1) == 0 ? "0" : "1";
        Integer symbol = SYMBOLS.get(code);
        if (symbol != null && symbol == EOS) {
          return null;
        }
        if (symbol != null) {
          octets.add(symbol.byteValue());
          code = "";
        }
      }
    }
    if (code.length() > 7 || code.contains("0")) {
      return null;
    }
    byte[] decoded = new byte[octets.size()];
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = octets.get(i);
    }
    return decoded;
  }
}
