package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.model.HpackModel;
import h2lab.server.conformance.wire.FieldBlock;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 7541 appendix C, decoded by the server and by the model. */
class HpackExamplesTest {
  private static final List<String> REQUESTS =
      List.of(
          "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
          "8286 84be 5808 6e6f 2d63 6163 6865",
          "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65");
  private static final List<String> HUFFMAN_REQUESTS =
      List.of(
          "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
          "8286 84be 5886 a8eb 1064 9cbf",
          "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
  private static final List<String> FIELDS =
      List.of(
          ":method=GET :scheme=http :path=/ :authority=www.example.com",
          ":method=GET :scheme=http :path=/ :authority=www.example.com cache-control=no-cache",
          ":method=GET :scheme=https :path=/index.html :authority=www.example.com"
              + " custom-key=custom-value");

  /** Section C.5, for a table of 256 octets. */
  private static final List<String> RESPONSES =
      List.of(
          "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032"
              + " 303a 3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65"
              + " 2e63 6f6d",
          "4803 3330 37c1 c0bf",
          "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0"
              + " 5a04 677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541"
              + " 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31");

  /** Section C.6. */
  private static final List<String> HUFFMAN_RESPONSES =
      List.of(
          "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b"
              + " ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
          "4883 640e ffc1 c0bf",
          "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad"
              + " 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587"
              + " 3160 65c0 03ed 4ee5 b106 3d50 07");

  private static FieldBlock block(String hex) {
    return FieldBlock.empty().raw(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  static Stream<Arguments> requests() {
    return Stream.of(Arguments.of("C.3", REQUESTS), Arguments.of("C.4", HUFFMAN_REQUESTS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  @Rule(of = Rule.HPACK, section = "C.3, C.4", rule = "the examples of requests are understood")
  void understandsTheRequests(String section, List<String> blocks) throws Exception {
    HpackModel model = new HpackModel();
    try (Asking asking = new Asking()) {
      for (int i = 0; i < blocks.size(); i++) {
        assertEquals(FIELDS.get(i), text(model, blocks.get(i)));
        assertEquals(i < 2 ? "200" : "404", asking.ask(block(blocks.get(i))));
      }
      // the table of C.3.3, newest first: custom-key, cache-control, :authority
      FieldBlock all = FieldBlock.request("HEAD", "/octets/3").indexed(62).indexed(63);
      assertEquals("200 3", asking.ask(all));
      FieldBlock authority = FieldBlock.empty().field(":method", "CONNECT").indexed(64);
      assertEquals("405", asking.ask(authority), "entry 64 is :authority");
      assertEquals("GOAWAY COMPRESSION_ERROR", asking.ask(FieldBlock.get().indexed(65)));
    }
  }

  static Stream<Arguments> responses() {
    return Stream.of(Arguments.of("C.5", RESPONSES), Arguments.of("C.6", HUFFMAN_RESPONSES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("responses")
  @Rule(
      of = Rule.HPACK,
      section = "C.5, C.6",
      rule = "the examples of responses, with eviction from 256 octets, are followed")
  void followsTheTableOfTheResponses(String section, List<String> blocks) throws Exception {
    try (Asking asking = new Asking()) {
      assertEquals("200", asking.ask(block("3fe1 01").raw(FieldBlock.get().octets())));
      for (String responseFields : blocks) {
        // not a request: decoded all the same
        assertEquals("RST_STREAM PROTOCOL_ERROR", asking.ask(block(responseFields)));
      }
      // C.5.3, newest first: set-cookie, content-encoding, date
      FieldBlock three = FieldBlock.get().indexed(62).indexed(63).indexed(64);
      assertEquals("200", asking.ask(three));
      assertEquals("GOAWAY COMPRESSION_ERROR", asking.ask(FieldBlock.get().indexed(65)));
    }
  }

  @Test
  void theModelReadsTheResponsesAsTheAppendixSays() throws Exception {
    HpackModel plain = new HpackModel();
    HpackModel coded = new HpackModel();
    plain.decode(HexFormat.of().parseHex("3fe101"));
    coded.decode(HexFormat.of().parseHex("3fe101"));
    for (int i = 0; i < RESPONSES.size(); i++) {
      assertEquals(text(plain, RESPONSES.get(i)), text(coded, HUFFMAN_RESPONSES.get(i)));
      assertEquals(i == 0 ? 4 : i == 1 ? 4 : 3, plain.entries());
    }
  }

  @ParameterizedTest
  @Rule(of = Rule.HPACK, section = "C.2", rule = "the examples of representations are understood")
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572",
        "1008 7061 7373 776f 7264 0673 6563 7265 74"
      })
  void understandsTheRepresentations(String field) {
    assertEquals("200", Asking.once(FieldBlock.get().raw(block(field).octets())));
  }

  @Test
  void understandsAPathThatIsNotIndexed() {
    // C.2.2 is ":path: /sample/path", 04 0c ...
    FieldBlock request = FieldBlock.empty().field(":method", "GET").field(":scheme", "http");
    assertEquals(
        "404", Asking.once(request.raw(block("040c 2f73 616d 706c 652f 7061 7468").octets())));
  }

  private static String text(HpackModel model, String hex) throws HpackModel.Fault {
    return model.decode(block(hex).octets()).stream()
        .map(field -> field.name() + "=" + field.value())
        .collect(Collectors.joining(" "));
  }
}
