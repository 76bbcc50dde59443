package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.ServerProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Any octets from the first of a connection on. Whatever they are, replies are whole frames, the
 * same however the input is cut; nothing follows a last GOAWAY, and nothing is thrown.
 */
class OctetsFuzzTest {
  private static final ByteBuffer ROOMY = ByteBuffer.allocate(1 << 20);
  private static final ByteBuffer TIGHT = ByteBuffer.allocate(ServerProtocol.LEAST_ROOM);

  @FuzzTest
  void octets(byte[] data) {
    List<String> whole = answers(data, ROOMY, data.length);
    int cut = data.length == 0 ? 0 : (data[data.length - 1] & 0xff) % (data.length + 1);
    assertEquals(whole, answers(data, ROOMY, cut), "cut at " + cut);
    answers(data, TIGHT, data.length);
  }

  private static List<String> answers(byte[] data, ByteBuffer room, int cut) {
    try (Dialogue dialogue = new Dialogue(new Http2Connection(Bounds.LOW.limits()), room)) {
      dialogue.feed(data, 0, cut);
      dialogue.feed(data, cut, data.length);
      List<String> answers = new ArrayList<>();
      boolean over = false;
      for (Frame reply : dialogue.takeReplies()) {
        assertTrue(!over, "something follows GOAWAY");
        over = reply.type() == Frame.GOAWAY;
        answers.add(reply + " of " + reply.payload().length);
      }
      assertEquals(over, dialogue.ended() && !answers.isEmpty() && isGoAway(answers.getLast()));
      answers.addAll(dialogue.takeOccurrences());
      return answers;
    }
  }

  private static boolean isGoAway(String answer) {
    return answer.startsWith("GOAWAY");
  }
}
