package h2lab.server.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random input: whatever comes, the connection answers whole frames or ends by GOAWAY. */
class HostileOctetsTest {
  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Rule(section = "5.4", rule = "whatever comes, whole frames are answered, and GOAWAY at the last")
  void survivesRandomFrames(int seed) {
    Random random = new Random(seed);
    FrameBytes client = FrameBytes.opening();
    for (int i = 0; i < 200; i++) {
      client.frame(random.nextInt(12), random.nextInt(256), random.nextInt(12), payload(random));
      if (random.nextInt(3) == 0) {
        client.request(2L * i + 1);
      }
    }
    check(client, 256 + random.nextInt(600));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Rule(section = "5.4", rule = "whatever comes, whole frames are answered, and GOAWAY at the last")
  void survivesRandomOctetsAfterThePreface(int seed) {
    Random random = new Random(seed);
    byte[] octets = new byte[random.nextInt(3_000)];
    random.nextBytes(octets);
    FrameBytes client = FrameBytes.opening();
    for (byte octet : octets) {
      client.text(String.valueOf((char) (octet & 0x7f)));
    }
    check(client, 512);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @Rule(section = "5.4", rule = "whatever comes, whole frames are answered, and GOAWAY at the last")
  void survivesMutatedConversations(int seed) {
    Random random = new Random(seed);
    for (FrameBytes conversation : Conversations.all().values()) {
      byte[] octets = conversation.octets();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      }
      FrameBytes mutated = FrameBytes.nothing();
      mutated.append(octets);
      check(mutated, 256);
    }
  }

  private static byte[] payload(Random random) {
    int[] lengths = {0, 1, 4, 5, 6, 8, 12, 100};
    byte[] payload = new byte[lengths[random.nextInt(lengths.length)]];
    random.nextBytes(payload);
    return payload;
  }

  /** Reading the answers fails on anything but whole frames; the parts fed make no difference. */
  private static void check(FrameBytes client, int room) {
    Exchange exchange = Exchange.withRoom(client, room);
    var answers = exchange.allAnswers();
    long goAways = answers.stream().filter(frame -> frame.startsWith("GOAWAY")).count();
    assertTrue(goAways <= 1, "more than one GOAWAY");
    assertEquals(goAways == 1, answers.getLast().startsWith("GOAWAY"));
    assertEquals(answers, Exchange.dripped(client).allAnswers());
  }
}
