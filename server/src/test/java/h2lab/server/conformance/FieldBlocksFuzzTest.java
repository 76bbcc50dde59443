package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * Field blocks of a fuzzer's choice on one connection, so that the dynamic table matters: core and
 * model agree about each. The octet before a block says how long it is, up to 127, and whether a
 * right request stands before it.
 */
class FieldBlocksFuzzTest {
  private static final byte[] REQUEST = FieldBlock.request("HEAD", "/octets/9").octets();

  @FuzzTest
  void fieldBlocks(byte[] data) {
    try (Agreement agreement = new Agreement(Bounds.USUAL)) {
      Step.opened().forEach(agreement::take);
      int stream = 1;
      for (int at = 0; at < data.length; stream += 2) {
        int length = Math.min(data[at] & 0x7f, data.length - at - 1);
        FieldBlock block = FieldBlock.empty();
        if (data[at] < 0) {
          block.raw(REQUEST);
        }
        block.raw(Arrays.copyOfRange(data, at + 1, at + 1 + length));
        Step headers = new Step.Send(Frame.headers(stream, true, block));
        assertEquals(List.of(), agreement.take(headers), headers::toString);
        at += 1 + length;
      }
    }
  }
}
