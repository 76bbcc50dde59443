package h2lab.server.conformance;

import static h2lab.server.conformance.HpackRequests.WRONG;
import static h2lab.server.conformance.HpackRequests.assertEach;
import static h2lab.server.conformance.HpackRequests.head;
import static h2lab.server.conformance.HpackRequests.keep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.FieldBlock.Kept;
import h2lab.server.conformance.wire.HuffmanCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Integers and strings of RFC 7541: what is right is understood, what is wrong ends it all. */
class HpackLiteralsTest {
  @Test
  @Rule(of = Rule.HPACK, section = "5.1", rule = "an integer that is too large is an error")
  void anIntegerThatIsTooLargeIsAnError() {
    byte f = (byte) 0xff;
    assertEach(
        WRONG,
        Map.of(
            "index", FieldBlock.get().raw(f, f, f, f, f, f, f, f, f, f, (byte) 1),
            "index that wraps to 2", FieldBlock.empty().raw(0xff, 0x83, 0xff, 0xff, 0xff, 0x0f),
            "size", FieldBlock.empty().raw(0x3f, 0xe1, 0xff, 0xff, 0xff, 0x7f),
            "name's length", FieldBlock.get().raw(0x40, 0x7f, 0x80, 0x80, 0x80, 0x80, 0x08),
            "value's length",
                FieldBlock.get().raw(0x00, 0x01, 'a', 0x7f, 0xff, 0xff, 0xff, 0xff, 7),
            "without end",
                FieldBlock.get().raw(0xff, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0)));
  }

  @Test
  @Rule(of = Rule.HPACK, section = "5.1", rule = "an integer may be longer than it need be")
  void anIntegerWithAZeroMoreIsRight() {
    FieldBlock padded =
        head().raw(0x04, 0x0b).raw("/octets/100".getBytes(StandardCharsets.US_ASCII));
    assertEquals("200 100", Asking.once(padded));
    FieldBlock longer =
        head()
            .raw(0x00, 0x05)
            .raw(":path".getBytes(StandardCharsets.US_ASCII))
            .raw(0x7f, 0x80, 0x00);
    assertEquals(
        "404",
        Asking.once(longer.raw(("/" + "x".repeat(126)).getBytes(StandardCharsets.US_ASCII))),
        "127 as 7f 80 00");
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "5.2",
      rule = "a string that ends with its block too soon is wrong")
  void aTruncatedBlockIsAnErrorWhereverItEnds() {
    byte[] whole = keep(100).field("x-long", "y".repeat(200)).octets();
    List<String> right = List.of("RST_STREAM PROTOCOL_ERROR", "200 100");
    int fields = 0;
    for (int length = 0; length <= whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      String answer = Asking.once(FieldBlock.empty().raw(part));
      fields += right.contains(answer) ? 1 : 0;
      assertEquals(true, right.contains(answer) || answer.equals(WRONG), length + ": " + answer);
    }
    assertEquals(5, fields, "only where a field ends");
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "5.2",
      rule = "Huffman padding is at most 7 bits, all ones, no EOS")
  void wrongHuffmanCodesAreErrors() {
    String a = HuffmanCode.bits('a'); // five bits
    assertEach(
        WRONG,
        Map.of(
            "padding of 8 bits", coded(HuffmanCode.bits('X') + "11111111"),
            "padding of 11 bits", coded(a + "11111111111"),
            "padding of a zero", coded(a + "110"),
            "padding of zeros", coded(a + "000"),
            "only padding", coded("11111111"),
            "EOS", coded(a + HuffmanCode.bits(HuffmanCode.EOS) + "11111"),
            "EOS and a letter", coded(HuffmanCode.bits(HuffmanCode.EOS) + a + "11111"),
            "half a long code", coded(HuffmanCode.bits('\\').substring(0, 16))));
  }

  private static FieldBlock coded(String bits) {
    return FieldBlock.get().raw(0x00, 0x01, 'x').encoded(HuffmanCode.pack(bits));
  }

  @Test
  @Rule(of = Rule.HPACK, section = "5.2", rule = "padding may be 0 to 7 bits")
  void rightHuffmanPaddingIsUnderstood() {
    for (int bits = 0; bits < 8; bits++) {
      String code = "";
      while ((code.length() + bits) % 8 != 0 || code.isEmpty()) {
        code += HuffmanCode.bits('a');
      }
      assertEquals("200", Asking.once(coded(code + "1".repeat(bits))), bits + " bits");
    }
  }

  @Test
  @Rule(of = Rule.HPACK, section = "B", rule = "every octet's Huffman code is known")
  void everyOctetIsDecoded() {
    for (int octet = 0; octet < 256; octet++) {
      boolean illegal = octet == 0 || octet == '\r' || octet == '\n';
      String expected = illegal ? "RST_STREAM PROTOCOL_ERROR" : "200";
      FieldBlock value = FieldBlock.get().huffman(true).field("x", "v" + (char) octet + "v");
      assertEquals(expected, Asking.once(value), "octet " + octet + " in a value");
      boolean legal =
          octet > ' ' && octet < 0x7f && octet != ':' && !(octet >= 'A' && octet <= 'Z');
      FieldBlock name = FieldBlock.get().huffman(true).field("x" + (char) octet, "v");
      assertEquals(
          legal ? "200" : "RST_STREAM PROTOCOL_ERROR", Asking.once(name), octet + " in a name");
    }
  }

  /** What the path was decoded to shows in the answer. */
  @Test
  @Rule(of = Rule.HPACK, section = "5.2", rule = "Huffman-encoded strings mean what they say")
  void huffmanStringsMeanWhatTheySay() {
    for (long octets = 1; octets < 1L << 30; octets = octets * 7 + 3) {
      FieldBlock block = FieldBlock.empty().huffman(true).field(":method", "HEAD").indexed(6);
      assertEquals(
          "200 " + octets, Asking.once(block.literal(Kept.NOT_INDEXED, 4, "/octets/" + octets)));
    }
  }
}
