package h2lab.server.conformance;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.FieldBlock.Kept;
import java.util.List;
import java.util.Random;

/** Field blocks by chance: mostly those of right requests, in all representations there are. */
final class RandomBlocks {
  private static final int STATIC_ENTRIES = 61;
  private static final List<String> PATHS =
      List.of("/", "/", "/echo", "/sink", "/octets/0", "/octets/7", "/octets/70000", "/nowhere");
  private static final List<String> ODD_PATHS =
      List.of("", "*", "x", "/?q", "/octets/", "/octets/9999999999", "/echo?a=/sink", "//");
  private static final List<String> METHODS = List.of("GET", "POST", "POST", "POST", "HEAD", "PUT");
  private static final List<String> ODD_METHODS = List.of("CONNECT", "OPTIONS", "get", "");
  private static final List<String> NAMES =
      List.of("accept", "user-agent", "cookie", "x-long", "te", "priority", "host");
  private static final List<String> BAD_NAMES =
      List.of("Upper", "a b", "", "x:y", "connection", "upgrade", "keep-alive", "x\u0080");
  private static final List<String> BAD_VALUES = List.of(" x", "x ", "\tx", "a\nb", "a\0b", "a\rb");

  private final Random random;

  RandomBlocks(Random random) {
    this.random = random;
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  private String of(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * The field section of a request.
   *
   * @param tableEntries in the server's dynamic table, which entries may be taken from
   */
  FieldBlock request(int tableEntries) {
    FieldBlock block = beginning(tableEntries);
    put(block, ":method", once(15) ? of(ODD_METHODS) : of(METHODS));
    if (!once(40)) {
      put(block, ":scheme", once(2) ? "http" : "https");
    }
    put(block, ":path", once(15) ? of(ODD_PATHS) : of(PATHS));
    if (once(2)) {
      put(block, ":authority", "h");
    }
    if (once(8)) {
      put(block, "content-length", length());
    }
    regular(block, tableEntries);
    if (once(40)) {
      put(block, once(2) ? ":method" : ":path", "/late");
    }
    return block;
  }

  /** The field section after the content. */
  FieldBlock trailers(int tableEntries) {
    FieldBlock block = beginning(tableEntries);
    put(block, once(10) ? ":path" : "checksum", "1");
    regular(block, tableEntries);
    return block;
  }

  private String length() {
    return switch (random.nextInt(8)) {
      case 0 -> "-1";
      case 1 -> "1, 1";
      case 2 -> "50000";
      case 3 -> "x";
      default -> String.valueOf(random.nextInt(30));
    };
  }

  private FieldBlock beginning(int tableEntries) {
    FieldBlock block = FieldBlock.empty();
    for (int updates = once(30) ? 1 + random.nextInt(2) : 0; updates > 0; updates--) {
      block.sizeUpdate(once(40) ? 4_097 : random.nextInt(4_097));
    }
    return block;
  }

  private void regular(FieldBlock block, int tableEntries) {
    for (int fields = random.nextInt(4); fields > 0; fields--) {
      if (once(25)) {
        put(block, of(BAD_NAMES), "x");
      } else if (once(25)) {
        put(block, "x-bad", of(BAD_VALUES));
      } else if (tableEntries > 0 && once(6)) {
        block.indexed(STATIC_ENTRIES + 1 + random.nextInt(tableEntries));
      } else {
        String name = of(NAMES);
        put(block, name, name.equals("te") && !once(3) ? "trailers" : value());
      }
    }
    if (once(150)) {
      wrong(block);
    }
  }

  private String value() {
    int length = once(10) ? random.nextInt(600) : random.nextInt(20);
    StringBuilder value = new StringBuilder("v");
    while (value.length() < length) {
      value.append((char) (once(20) ? 0x80 + random.nextInt(0x80) : '!' + random.nextInt(90)));
    }
    return value.toString();
  }

  /** What cannot be decoded, or hardly. */
  private void wrong(FieldBlock block) {
    switch (random.nextInt(6)) {
      case 0 -> block.indexed(0);
      case 1 -> block.indexed(STATIC_ENTRIES + 200);
      case 2 -> block.sizeUpdate(100);
      case 3 -> block.raw(0x00, 0x01, 'a', 0x05, 'b');
      case 4 -> block.raw(0x00, 0x01, 'a').encoded(new byte[] {(byte) 0x1f, 0x00});
      default -> block.raw(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
    }
  }

  /** One field in some representation. */
  private void put(FieldBlock block, String name, String value) {
    block.huffman(random.nextBoolean());
    Kept kept = Kept.values()[random.nextInt(Kept.values().length)];
    int whole = StaticEntries.index(name, value);
    int named = StaticEntries.index(name);
    if (whole > 0 && !once(4)) {
      block.indexed(whole);
    } else if (named > 0 && !once(4)) {
      block.literal(kept, named, value);
    } else {
      block.literal(kept, name, value);
    }
  }
}
