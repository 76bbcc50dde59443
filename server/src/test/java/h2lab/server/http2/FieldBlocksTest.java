package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Field blocks: one table per connection, whatever becomes of the request (RFC 7541, 4.3). */
class FieldBlocksTest {
  private static final int WHOLE = END_STREAM | END_HEADERS;

  /** Puts {@code :path PATH} into the dynamic table, at index 62. */
  private static byte[] intoTable(String path) {
    return FrameBytes.literals(0x40, ":path", path);
  }

  /** GET http with the path at index 62. */
  private static FrameBytes newestPath(FrameBytes client, long streamId) {
    return client.frame(HEADERS, WHOLE, streamId, 0x82, 0x86, 0x80 | 62);
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "2.2",
      rule = "a block is decoded by the table as it is at its time")
  void equalOctetsMeanSomethingElseOnceTheTableHasChanged() {
    FrameBytes client = opening().frame(HEADERS, WHOLE, 1, block(intoTable("/")));
    newestPath(client, 3);
    newestPath(client, 5);
    client.frame(HEADERS, WHOLE, 7, block(intoTable("/nowhere")));
    newestPath(client, 9);
    List<String> answers = Exchange.of(client).answers();
    List<String> hello = new ArrayList<>(Exchange.hello(1));
    hello.addAll(Exchange.hello(3));
    hello.addAll(Exchange.hello(5));
    assertEquals(hello, answers.subList(0, 6));
    assertTrue(answers.getLast().startsWith("DATA+1 9 [\"404"), answers.getLast());
  }

  @Test
  @Rule(section = "4.3", rule = "blocks of refused and reset streams change the table all the same")
  void theTableFollowsRefusedAndResetRequestsToo() {
    Limits one = new Limits(1, 1_000, 1_000, 8, 100, Map.of());
    FrameBytes client = opening().requestWithBody(1);
    client.frame(HEADERS, WHOLE, 3, block(intoTable("/nowhere"))); // refused
    client.data(END_STREAM, 1, 0);
    newestPath(client, 5);
    List<String> answers = Exchange.of(client, one).answers();
    assertEquals("RST_STREAM 3 [REFUSED_STREAM]", answers.getFirst());
    assertTrue(answers.getLast().startsWith("DATA+1 5 [\"404"), answers.toString());
  }

  @Test
  @Rule(section = "4.3", rule = "trailers change the table as headers do")
  void theTableFollowsTrailersToo() {
    FrameBytes client = opening().requestWithBody(1);
    client.frame(HEADERS, WHOLE, 1, FrameBytes.literals(0x40, "x", "y"));
    client.frame(HEADERS, WHOLE, 3, 0x82, 0x86, 0x84, 0x80 | 62);
    List<String> expected = new ArrayList<>(Exchange.hello(1));
    expected.addAll(Exchange.hello(3));
    assertEquals(expected, Exchange.of(client).answers());
  }

  @Test
  @Rule(
      of = Rule.HPACK,
      section = "4.3",
      rule = "a size of 0 empties the table, and it can grow again")
  void aSizeUpdateEmptiesTheTable() {
    FrameBytes client = opening().frame(HEADERS, WHOLE, 1, block(intoTable("/")));
    client.frame(HEADERS, WHOLE, 3, 0x20, 0x82, 0x86, 0x84); // size 0
    newestPath(client, 5);
    assertTrue(Exchange.of(client).answers().getLast().contains("COMPRESSION_ERROR"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // index 0
        "be", // index 62 of an empty table
        "ffffffffff7f", // an endless integer
        "3fe21f", // a size update to 4,097
        "8220", // a size update behind a field
        "0005", // a string that is cut off
        "00", // nothing behind the representation
        "00016182ff", // Huffman, cut off
        "00016181ff", // Huffman padding of a whole octet
        "0001618100", // Huffman padding of zeros
        "00016184ffffffff", // the end of the string inside it
      })
  @Rule(section = "4.3", rule = "a block that cannot be decoded is COMPRESSION_ERROR")
  void blocksThatCannotBeDecodedEndTheConnection(String hex) {
    byte[] block = java.util.HexFormat.of().parseHex(hex);
    Exchange exchange = Exchange.of(opening().frame(HEADERS, WHOLE, 1, block));
    String last = exchange.answers().getLast();
    assertTrue(last.startsWith("GOAWAY 0 ") && last.contains("COMPRESSION_ERROR"), last);
  }

  @Test
  @Rule(of = Rule.HPACK, section = "5.2", rule = "Huffman-encoded strings mean what they say")
  void readsHuffmanCodedStrings() {
    // www.example.com, RFC 7541 C.4.1
    byte[] block = java.util.HexFormat.of().parseHex("828684418cf1e3c2e5f23a6ba0ab90f4ff");
    Exchange exchange = Exchange.of(opening().frame(HEADERS, WHOLE, 1, block));
    assertEquals(Exchange.hello(1), exchange.answers());
  }

  @Test
  @Rule(section = "10.5.1", rule = "a field block without end is ENHANCE_YOUR_CALM")
  void aBlockOfTooManyOctetsOrFramesEndsTheConnection() {
    Limits limits = new Limits(10, 1_000, 100, 4, 100, Map.of());
    FrameBytes octets = opening().frame(HEADERS, 0, 1, new byte[60]);
    octets.frame(CONTINUATION, 0, 1, new byte[41]);
    FrameBytes frames = opening().frame(HEADERS, 0, 1, 0x82);
    for (int i = 0; i < 4; i++) {
      frames.frame(CONTINUATION, 0, 1);
    }
    for (FrameBytes client : List.of(octets, frames)) {
      String last = Exchange.of(client, limits).answers().getLast();
      assertEquals("GOAWAY 0 [1 ENHANCE_YOUR_CALM]", last);
    }
  }

  @Test
  @Rule(section = "10.5.1", rule = "a field section far beyond the limit is ENHANCE_YOUR_CALM")
  void aListEightTimesTooLargeEndsTheConnection() {
    Limits limits = new Limits(10, 500, 10_000, 4, 100, Map.of());
    FrameBytes client =
        opening().frame(HEADERS, WHOLE, 1, FrameBytes.literals(0x40, "x", "y".repeat(100)));
    byte[] bomb = new byte[40];
    java.util.Arrays.fill(bomb, (byte) (0x80 | 62));
    client.frame(HEADERS, WHOLE, 3, bomb);
    assertTrue(Exchange.of(client, limits).answers().getLast().contains("ENHANCE_YOUR_CALM"));
  }

  @Test
  @Rule(section = "10.5.1", rule = "trailers have the limits of any field section")
  void trailersHaveTheLimitsOfAnySection() {
    Limits limits = new Limits(10, 500, 10_000, 4, 100, Map.of());
    for (int count : new int[] {40, 4}) {
      FrameBytes client = opening().ask(0, 1, "POST", "/sink", "x", "y".repeat(100));
      byte[] trailers = new byte[count];
      java.util.Arrays.fill(trailers, (byte) (0x80 | 62));
      client.frame(HEADERS, END_HEADERS, 3, FrameBytes.literals(0x40, "x", "y".repeat(100)));
      client.frame(HEADERS, WHOLE, 1, trailers);
      String expected = count == 40 ? "ENHANCE_YOUR_CALM" : "RST_STREAM 1 [PROTOCOL_ERROR]";
      assertTrue(Exchange.of(client, limits).answers().getLast().contains(expected));
    }
  }

  @Test
  @Rule(section = "6.10", rule = "CONTINUATION goes on with the block of its HEADERS")
  void aBlockInManyFramesIsOneBlock() {
    byte[] block = block(intoTable("/"));
    FrameBytes client = opening().frame(HEADERS, END_STREAM, 1);
    for (int i = 0; i < block.length; i++) {
      client.frame(CONTINUATION, i == block.length - 1 ? END_HEADERS : 0, 1, block[i] & 0xff);
    }
    Exchange exchange = Exchange.of(client);
    exchange.feed(newestPath(nothing(), 3));
    List<String> expected = new ArrayList<>(Exchange.hello(1));
    expected.addAll(Exchange.hello(3));
    assertEquals(expected, exchange.answers());
  }

  /** GET http, and a path. */
  private static byte[] block(byte[] path) {
    byte[] block = new byte[2 + path.length];
    block[0] = (byte) 0x82;
    block[1] = (byte) 0x86;
    System.arraycopy(path, 0, block, 2, path.length);
    return block;
  }
}
