package h2lab.server.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.Rule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the network cuts a conversation must not matter. */
class SplitInputTest {
  static Stream<Map.Entry<String, FrameBytes>> conversations() {
    return Conversations.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("conversations")
  @Rule(section = "4.1", rule = "a frame may come in any pieces")
  void answersTheSameWhereverTheInputIsSplit(Map.Entry<String, FrameBytes> conversation) {
    FrameBytes client = conversation.getValue();
    Exchange whole = Exchange.of(client);
    int step = Math.max(1, client.octets().length / 2_000);
    for (int at = 0; at <= client.octets().length; at += step) {
      Exchange split = Exchange.splitAt(client, at);
      assertEquals(whole.allAnswers(), split.allAnswers(), "split at " + at);
      assertEquals(whole.occurred, split.occurred, "split at " + at);
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  @Rule(section = "4.1", rule = "a frame may come in any pieces")
  void answersTheSameOctetByOctet(Map.Entry<String, FrameBytes> conversation) {
    Exchange whole = Exchange.of(conversation.getValue());
    Exchange dripped = Exchange.dripped(conversation.getValue());
    assertEquals(whole.allAnswers(), dripped.allAnswers());
    assertEquals(whole.occurred, dripped.occurred);
  }

  @ParameterizedTest
  @MethodSource("conversations")
  @Rule(section = "5.2", rule = "a reader that takes replies slowly gets the same replies")
  void answersTheSameWithTheLeastRoom(Map.Entry<String, FrameBytes> conversation) {
    Exchange roomy = Exchange.of(conversation.getValue());
    Exchange tight = Exchange.withRoom(conversation.getValue(), ServerProtocol.LEAST_ROOM);
    assertEquals(roomy.allAnswers(), tight.allAnswers());
  }
}
