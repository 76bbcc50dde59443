package h2lab.server.http2.hpack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Decodes the field blocks of one connection, in their order (RFC 7541). What a block can make it
 * do is bounded by the block's length: an indexed field is handed on, not copied.
 */
public final class HpackDecoder {
  private static final int INDEXED = 0x80;
  private static final int WITH_INDEXING = 0x40;
  private static final int SIZE_UPDATE = 0x20;
  private static final int HUFFMAN = 0x80;
  private static final int MOST_INTEGER_BITS = 28;

  private final FieldTable table = new FieldTable();

  /**
   * Decodes a whole field block.
   *
   * @param block all octets up to its limit, which are consumed
   * @param fields given each field in order
   * @throws CompressionException if it breaks a rule of RFC 7541; the connection cannot go on
   */
  public void decode(ByteBuffer block, Consumer<Field> fields) throws CompressionException {
    boolean begun = false;
    while (block.hasRemaining()) {
      int first = block.get(block.position()) & 0xff;
      if (first >= INDEXED) {
        fields.accept(table.at(integer(block, 7)));
      } else if (first >= WITH_INDEXING) {
        Field field = literal(block, 6);
        table.add(field);
        fields.accept(field);
      } else if (first < SIZE_UPDATE) {
        fields.accept(literal(block, 4));
      } else if (begun) {
        throw new CompressionException("a table size update behind a field");
      } else {
        table.resize(integer(block, 5));
        continue;
      }
      begun = true;
    }
  }

  /** Grows with every change of the dynamic table: equal blocks mean the same until it does. */
  public long tableChanges() {
    return table.changes();
  }

  private Field literal(ByteBuffer block, int prefixBits) throws CompressionException {
    int index = integer(block, prefixBits);
    String name = index == 0 ? string(block) : table.at(index).name();
    return new Field(name, string(block));
  }

  /** Section 5.1; one that does not fit 28 bits is nothing we could use. */
  private static int integer(ByteBuffer block, int prefixBits) throws CompressionException {
    int mask = (1 << prefixBits) - 1;
    int value = next(block) & mask;
    if (value < mask) {
      return value;
    }
    for (int shift = 0; shift < MOST_INTEGER_BITS; shift += 7) {
      int octet = next(block);
      value += (octet & 0x7f) << shift;
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    throw new CompressionException("an integer of more than " + MOST_INTEGER_BITS + " bits");
  }

  /** Section 5.2. */
  private static String string(ByteBuffer block) throws CompressionException {
    if (!block.hasRemaining()) {
      throw truncated();
    }
    boolean huffman = (block.get(block.position()) & HUFFMAN) != 0;
    int length = integer(block, 7);
    if (length > block.remaining()) {
      throw truncated();
    }
    byte[] octets = new byte[huffman ? HuffmanCode.mostOctets(length) : length];
    int decoded = length;
    if (huffman) {
      decoded = HuffmanCode.decode(block, length, octets);
    } else {
      block.get(octets);
    }
    return new String(octets, 0, decoded, StandardCharsets.ISO_8859_1);
  }

  private static int next(ByteBuffer block) throws CompressionException {
    if (!block.hasRemaining()) {
      throw truncated();
    }
    return block.get() & 0xff;
  }

  private static CompressionException truncated() {
    return new CompressionException("a field block ends in the middle of a field");
  }
}
