package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.FieldBlock.Kept;
import java.util.Map;
import java.util.TreeMap;

/** Requests by which the tests of HPACK find out what a server has understood. */
final class HpackRequests {
  static final String WRONG = "GOAWAY COMPRESSION_ERROR";

  private HpackRequests() {}

  /** A request that has everything but its path. */
  static FieldBlock head() {
    return FieldBlock.empty().field(":method", "HEAD").field(":scheme", "http");
  }

  /** A request that puts {@code :path /octets/N} into the dynamic table. */
  static FieldBlock keep(int octets) {
    return head().literal(Kept.INDEXED, ":path", "/octets/" + octets);
  }

  /** Asserts that each block, on a connection of its own, is answered so. */
  static void assertEach(String expected, Map<String, FieldBlock> blocks) {
    Map<String, String> answers = new TreeMap<>();
    Map<String, String> right = new TreeMap<>();
    blocks.forEach(
        (what, block) -> {
          answers.put(what, Asking.once(block));
          right.put(what, expected);
        });
    assertEquals(right, answers);
  }
}
