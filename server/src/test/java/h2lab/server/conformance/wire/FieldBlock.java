package h2lab.server.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A field block written representation by representation (RFC 7541 section 6), so that a test
 * decides each octet. Keeps no table: an index is what the test says it is.
 */
public final class FieldBlock {
  /** How a literal is kept (sections 6.2.1 to 6.2.3): first octet and bits of the name's index. */
  public enum Kept {
    INDEXED(0x40, 6),
    NOT_INDEXED(0x00, 4),
    NEVER_INDEXED(0x10, 4);

    private final int first;
    private final int prefix;

    Kept(int first, int prefix) {
      this.first = first;
      this.prefix = prefix;
    }
  }

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private boolean huffman;

  /** Nothing yet. */
  public static FieldBlock empty() {
    return new FieldBlock();
  }

  /** The pseudo-header fields of a request to {@code http://h}. */
  public static FieldBlock request(String method, String path) {
    return empty()
        .field(":method", method)
        .field(":scheme", "http")
        .field(":authority", "h")
        .field(":path", path);
  }

  /** GET, by static entries as far as there are some. */
  public static FieldBlock get() {
    return empty().indexed(2).indexed(6).indexed(4).field(":authority", "h");
  }

  /** From here on strings are Huffman-encoded, or no more. */
  public FieldBlock huffman(boolean on) {
    huffman = on;
    return this;
  }

  /** A literal that is not indexed, name and value spelt out. */
  public FieldBlock field(String name, String value) {
    return literal(Kept.NOT_INDEXED, name, value);
  }

  /** A literal, name and value spelt out. */
  public FieldBlock literal(Kept kept, String name, String value) {
    octets.write(kept.first);
    return string(name).string(value);
  }

  /** A literal whose name is that of an entry of the tables. */
  public FieldBlock literal(Kept kept, int nameIndex, String value) {
    return integer(kept.first, kept.prefix, nameIndex).string(value);
  }

  /** A whole entry of the tables (section 6.1). */
  public FieldBlock indexed(long index) {
    return integer(0x80, 7, index);
  }

  /** A change of the dynamic table's size (section 6.3). */
  public FieldBlock sizeUpdate(long octets) {
    return integer(0x20, 5, octets);
  }

  /** An integer (section 5.1) whose prefix shares an octet with other bits. */
  public FieldBlock integer(int first, int prefixBits, long value) {
    long most = (1L << prefixBits) - 1;
    if (value < most) {
      octets.write((int) (first | value));
      return this;
    }
    octets.write((int) (first | most));
    long rest = value - most;
    while (rest >= 128) {
      octets.write((int) (rest % 128 + 128));
      rest /= 128;
    }
    octets.write((int) rest);
    return this;
  }

  /** A string (section 5.2) of characters 0 to 255. */
  public FieldBlock string(String text) {
    byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
    return huffman ? encoded(HuffmanCode.encode(plain)) : plain(plain);
  }

  private FieldBlock plain(byte[] text) {
    return integer(0, 7, text.length).raw(text);
  }

  /** A string that says it is Huffman-encoded, whatever its octets are. */
  public FieldBlock encoded(byte[] code) {
    return integer(0x80, 7, code.length).raw(code);
  }

  /** Octets as they are. */
  public FieldBlock raw(byte... more) {
    octets.writeBytes(more);
    return this;
  }

  /** Octets as they are. */
  public FieldBlock raw(int... more) {
    for (int octet : more) {
      octets.write(octet);
    }
    return this;
  }

  public byte[] octets() {
    return octets.toByteArray();
  }
}
