package h2lab.server.conformance.model;

import h2lab.server.conformance.wire.HuffmanCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder of field blocks written along RFC 7541, with lists and strings in place of ring buffers
 * and state machines. Characters of a string are octets.
 */
public final class HpackModel {
  /** What makes a block undecodable; the whole connection with it. */
  public static final class Fault extends Exception {
    private static final long serialVersionUID = 1;

    Fault(String why) {
      super(why);
    }
  }

  /** One field line. */
  public record Field(String name, String value) {
    /** Its size in the table and in a list (section 4.1). */
    public int size() {
      return name.length() + value.length() + 32;
    }
  }

  private static final int INITIAL_SIZE = 4_096;

  /** Octets of an integer; one that needs more is larger than anything here can be. */
  private static final int MOST_CONTINUED = 4;

  private static final List<Field> STATIC = new ArrayList<>();

  static {
    for (String line : HuffmanCode.lines("static-table.txt")) {
      String[] row = line.split(" ", 3);
      STATIC.add(new Field(row[1], row.length > 2 ? row[2] : ""));
    }
  }

  /** The newest entry first (section 2.3.2). */
  private final List<Field> dynamic = new ArrayList<>();

  private int size = INITIAL_SIZE;
  private byte[] block;
  private int at;

  /** How many entries the dynamic table has. */
  public int entries() {
    return dynamic.size();
  }

  /** Decodes a whole block, and keeps what it puts into the dynamic table. */
  public List<Field> decode(byte[] octets) throws Fault {
    block = octets;
    at = 0;
    List<Field> fields = new ArrayList<>();
    while (at < block.length) {
      int first = block[at] & 0xff;
      if (first >= 0x80) {
        fields.add(entry(integer(7)));
      } else if (first >= 0x40) {
        Field field = literal(6);
        fields.add(field);
        dynamic.addFirst(field);
        evict();
      } else if (first >= 0x20) {
        if (!fields.isEmpty()) {
          throw new Fault("a size update after a field (4.2)");
        }
        resize(integer(5));
      } else {
        fields.add(literal(4));
      }
    }
    return fields;
  }

  /** Section 6.2; a name's index of 0 means that the name is spelt out. */
  private Field literal(int prefixBits) throws Fault {
    long index = integer(prefixBits);
    String name = index == 0 ? string() : entry(index).name();
    return new Field(name, string());
  }

  /** Section 2.3.3: first the static table, then the dynamic one; there is no entry 0. */
  private Field entry(long index) throws Fault {
    if (index < 1 || index > STATIC.size() + dynamic.size()) {
      throw new Fault("no entry " + index + " (2.3.3)");
    }
    int place = (int) index - 1;
    return place < STATIC.size() ? STATIC.get(place) : dynamic.get(place - STATIC.size());
  }

  /** Section 6.3. */
  private void resize(long octets) throws Fault {
    if (octets > INITIAL_SIZE) {
      throw new Fault("a table of " + octets + " octets (6.3)");
    }
    size = (int) octets;
    evict();
  }

  /** Sections 4.3 and 4.4; one that is larger than the table empties it. */
  private void evict() {
    while (dynamic.stream().mapToInt(Field::size).sum() > size) {
      dynamic.removeLast();
    }
  }

  /** Section 5.1. */
  private long integer(int prefixBits) throws Fault {
    long most = (1 << prefixBits) - 1;
    long value = next() & most;
    if (value < most) {
      return value;
    }
    long weight = 1;
    for (int octets = 0; octets < MOST_CONTINUED; octets++) {
      int octet = next();
      value += (octet & 0x7f) * weight;
      weight *= 128;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new Fault("an integer of too many octets (5.1)");
  }

  /** Section 5.2. */
  private String string() throws Fault {
    boolean huffman = at < block.length && (block[at] & 0x80) != 0;
    long length = integer(7);
    byte[] octets = new byte[(int) Math.min(length, block.length)];
    for (long i = 0; i < length; i++) {
      octets[(int) i] = (byte) next();
    }
    byte[] text = huffman ? HuffmanCode.decode(octets) : octets;
    if (text == null) {
      throw new Fault("not a Huffman code (5.2)");
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private int next() throws Fault {
    if (at >= block.length) {
      throw new Fault("the block ends within a representation");
    }
    return block[at++] & 0xff;
  }
}
