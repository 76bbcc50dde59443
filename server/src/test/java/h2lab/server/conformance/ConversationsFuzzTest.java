package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.List;

/** Frames of a fuzzer's choice, one after the other: core and model agree about each. */
class ConversationsFuzzTest {
  private static final int MOST_STEPS = 60;
  private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "CONNECT"};
  private static final String[] PATHS = {"/", "/echo", "/sink", "/octets/70000", "/octets/1", "/x"};
  private static final String[] NAMES = {"content-length", "x", "te", "upgrade", "X", ":path"};
  private static final String[] VALUES = {"0", "10", "50000", "trailers", " ", "-1"};

  @FuzzTest
  void conversations(FuzzedDataProvider data) {
    try (Agreement agreement = new Agreement(Bounds.LOW)) {
      assertEquals(List.of(), agreement.take(Step.PREFACE));
      assertEquals(List.of(), agreement.take(new Step.Send(Frame.settings(4, window(data)))));
      for (int i = 0; i < MOST_STEPS && data.remainingBytes() > 0; i++) {
        Step step = step(data);
        assertEquals(List.of(), agreement.take(step), () -> "at " + step);
      }
    }
  }

  private static int window(FuzzedDataProvider data) {
    return data.pickValue(new int[] {0, 1, 10, 65_535, 1 << 20, 0x7fff_ffff});
  }

  private static Step step(FuzzedDataProvider data) {
    int stream = data.consumeInt(0, 20);
    return switch (data.consumeInt(0, 11)) {
      case 0 -> Step.DRAIN;
      case 1 -> Step.ANSWER_DRAIN;
      case 2 -> new Step.Send(Frame.settings(4, window(data)));
      case 3 -> new Step.Send(Frame.ofNumber(Frame.WINDOW_UPDATE, stream, window(data)));
      case 4 -> new Step.Send(Frame.ofNumber(Frame.RST_STREAM, stream, 8));
      case 5, 6 -> new Step.Send(frame(data, stream));
      case 7, 8 ->
          new Step.Send(
              Frame.data(stream, data.consumeBoolean(), data.pickValue(new int[] {0, 9, 16_384})));
      default -> new Step.Send(request(data, stream));
    };
  }

  private static Frame frame(FuzzedDataProvider data, int stream) {
    int type = data.consumeInt(0, 10);
    int flags = data.consumeInt(0, 255);
    return new Frame(type, flags, stream, data.consumeBytes(data.consumeInt(0, 40)));
  }

  private static Frame request(FuzzedDataProvider data, int stream) {
    FieldBlock block = FieldBlock.empty().huffman(data.consumeBoolean());
    if (data.consumeBoolean()) {
      block.field(":method", data.pickValue(METHODS)).field(":scheme", "http");
      block.field(":path", data.pickValue(PATHS)).field(":authority", "h");
    }
    for (int fields = data.consumeInt(0, 2); fields > 0; fields--) {
      FieldBlock.Kept kept = data.pickValue(FieldBlock.Kept.values());
      block.literal(kept, data.pickValue(NAMES), data.pickValue(VALUES));
    }
    int flags = data.pickValue(new int[] {0, 1, 4, 4, 5, 5});
    int type = data.consumeInt(0, 9) == 0 ? Frame.CONTINUATION : Frame.HEADERS;
    return new Frame(type, flags, stream, block.octets());
  }
}
