package h2lab.server.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.wire.Frame;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.ServerProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Neither where the network cuts octets nor how much room there is for replies makes a difference.
 */
class RefedConversationsTest {
  private static final int WHOLLY_SPLIT = 24;
  private static final int DRIPPED = 300;
  private static final int SPLIT = 1_200;
  private static final int SPLITS = 8;
  private static final int WINDOW = 65_535;

  /** More than all replies to one conversation. */
  private static final ByteBuffer ROOMY = ByteBuffer.allocate(1 << 23);

  private static final ByteBuffer TIGHT = ByteBuffer.allocate(ServerProtocol.LEAST_ROOM);

  /** What a client sends in a conversation by chance. */
  private static byte[] octets(int seed) {
    List<Step> steps = new ArrayList<>();
    RandomConversationsTest.converse(seed, Bounds.LOW, steps, new TreeSet<>());
    steps.removeIf(step -> step instanceof Step.Drain || step instanceof Step.AnswerDrain);
    return Step.octets(steps);
  }

  /** Feeds octets up to each of the ends in turn; everything that came of it. */
  private static List<String> fed(byte[] octets, ByteBuffer room, int... ends) {
    try (Dialogue dialogue = new Dialogue(new Http2Connection(Bounds.LOW.limits()), room)) {
      int from = 0;
      for (int end : ends) {
        dialogue.feed(octets, from, end);
        from = end;
      }
      dialogue.feed(octets, from, octets.length);
      List<String> answers = new ArrayList<>();
      for (Frame reply : dialogue.takeReplies()) {
        answers.add(reply + " of " + reply.payload().length);
      }
      answers.addAll(dialogue.takeOccurrences());
      return answers;
    }
  }

  static IntStream whollySplit() {
    return IntStream.range(0, WHOLLY_SPLIT);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("whollySplit")
  @Rule(section = "4.1", rule = "a frame may come in any pieces")
  void answersTheSameWhereverTheInputIsSplit(int seed) {
    byte[] octets = octets(seed);
    List<String> whole = fed(octets, ROOMY);
    int step = Math.max(1, octets.length / 1_500);
    for (int at = 0; at <= octets.length; at += step) {
      assertEquals(whole, fed(octets, ROOMY, at), "split at " + at);
    }
  }

  @Test
  void answersTheSameWhenCutInManyPlaces() {
    for (int seed = 0; seed < SPLIT; seed++) {
      byte[] octets = octets(seed);
      Random random = new Random(seed);
      int[] ends = random.ints(SPLITS, 0, octets.length + 1).sorted().toArray();
      int conversation = seed;
      assertEquals(fed(octets, ROOMY), fed(octets, ROOMY, ends), () -> "seed " + conversation);
    }
  }

  @Test
  void answersTheSameOctetByOctet() {
    for (int seed = 0; seed < DRIPPED; seed++) {
      byte[] octets = octets(seed);
      int[] ends = IntStream.rangeClosed(1, octets.length).toArray();
      assertEquals(fed(octets, ROOMY), fed(octets, ROOMY, ends), "seed " + seed);
    }
  }

  /**
   * Room decides how DATA is cut into frames, and so which streams get the last of a connection's
   * window; conversations that use it up are left out.
   */
  @Test
  @Rule(section = "5.2", rule = "a reader that takes replies slowly gets the same replies")
  void answersTheSameWithTheLeastRoom() {
    int compared = 0;
    for (int seed = 0; seed < SPLIT; seed++) {
      byte[] octets = octets(seed);
      Map<String, String> roomy = perStream(octets, ROOMY);
      if (Long.parseLong(roomy.get("octets")) < WINDOW) {
        compared++;
        Map<String, String> tight = perStream(octets, TIGHT);
        for (String part : roomy.keySet()) {
          assertEquals(roomy.get(part), tight.get(part), "seed " + seed + ", " + part);
        }
        assertEquals(roomy.keySet(), tight.keySet(), "seed " + seed);
      }
    }
    assertTrue(compared > SPLIT / 2, compared + " of " + SPLIT);
  }

  /** What each stream got, DATA joined; and the connection the same. */
  private static Map<String, String> perStream(byte[] octets, ByteBuffer room) {
    Map<String, String> all = new TreeMap<>();
    Told told = new Told();
    long sent = 0;
    try (Dialogue dialogue = new Dialogue(new Http2Connection(Bounds.LOW.limits()), room)) {
      dialogue.feed(octets);
      for (Frame reply : dialogue.takeReplies()) {
        String stream = "stream " + reply.stream();
        if (reply.type() == Frame.DATA) {
          sent += reply.payload().length;
          String end = reply.has(Frame.END_STREAM) ? "." : "";
          all.merge(stream, hex(reply) + end, String::concat);
        } else if (reply.type() != Frame.WINDOW_UPDATE) { // which depends on portions
          all.merge(stream, told.tell(reply) + ";", String::concat);
        }
      }
      all.put("occurred", dialogue.takeOccurrences().toString());
    }
    all.put("octets", String.valueOf(sent));
    return all;
  }

  private static String hex(Frame data) {
    return java.util.HexFormat.of().formatHex(data.payload());
  }
}
