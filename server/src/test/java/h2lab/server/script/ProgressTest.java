package h2lab.server.script;

import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import h2lab.server.http2.Conversations;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every action but waiting moves something, every client comes to wait and in the end to go,
 * whatever its peer does: the poll loop can neither spin nor hang on one of them.
 */
@Timeout(120)
class ProgressTest {
  private static final int RANDOM_PEERS = 1_000;

  static Stream<Arguments> scripts() {
    return Stream.of(Script.values())
        .flatMap(
            script ->
                Stream.of(Tls.OFF, Tls.JDK)
                    .filter(tls -> tls != Tls.OFF || !script.needsTls())
                    .map(tls -> Arguments.of(script, tls)));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyActionOfEveryScriptMovesSomething(Script script, Tls tls) throws IOException {
    ObservedClient client = new ObservedClient(tls, UnaryOperator.identity());
    client.run(client.peer::isWritable);
    for (Script.Step step : script.steps()) {
      client.peer.play(step);
      client.run(client.peer::isWritable);
    }
    client.free();
  }

  @ParameterizedTest
  @EnumSource(
      value = Tls.class,
      names = {"OFF", "JDK"})
  void everyActionOfARandomPeerMovesSomething(Tls tls) throws IOException {
    for (int seed = 0; seed < RANDOM_PEERS; seed++) {
      try {
        playAtRandom(tls, new Random(seed));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static void playAtRandom(Tls tls, Random random) throws IOException {
    ChoppyChannel.Chopped network = new ChoppyChannel.Chopped(random);
    ObservedClient client = new ObservedClient(tls, network);
    if (random.nextInt(10) == 0) {
      client.peer.deliver(ByteBuffer.wrap(octets(random, 200))); // no TLS, or no preface
    }
    client.run(client.peer::isWritable);
    for (byte[] part : parts(random)) {
      if (client.listens()) { // a client engine takes nothing after the server's close
        client.peer.play(
            random.nextInt(4) == 0
                ? new Script.Step.Room(random.nextInt(3) * random.nextInt(9_000))
                : new Script.Step.Send(part));
        client.run(client.peer::isWritable);
      }
    }
    end(client, random);
    client.free();
  }

  private static void end(ObservedClient client, Random random) throws IOException {
    int way = random.nextInt(4);
    if (way == 0) {
      client.peer.play(new Script.Step.Vanish());
      client.peer.play(new Script.Step.Room(Integer.MAX_VALUE));
    } else if (way == 1 && !client.isClosed()) {
      client.drain();
      client.run(client.peer::isWritable);
      if (!client.isClosed()) {
        client.giveUp();
      }
      return;
    } else {
      client.peer.play(new Script.Step.Room(Integer.MAX_VALUE));
      client.peer.play(new Script.Step.Close());
    }
    if (!client.isClosed()) {
      client.run(client.peer::isWritable);
    }
    assertTrue(client.isClosed(), "a peer that is gone, or closed and takes all, is let go");
  }

  /** A conversation, sometimes with noise or a great many requests in it, cut into pieces. */
  private static List<byte[]> parts(Random random) {
    List<FrameBytes> known = new ArrayList<>(Conversations.all().values());
    FrameBytes many = opening();
    IntStream.range(0, 1 + random.nextInt(2_000)).forEach(i -> many.request(2 * i + 1));
    byte[] whole =
        switch (random.nextInt(4)) {
          case 0 -> known.get(random.nextInt(known.size())).octets();
          case 1 -> noisy(many.octets(), random);
          case 2 -> nothing().preface().text("some text that is no frame").octets();
          default -> many.octets();
        };
    List<byte[]> parts = new ArrayList<>();
    int most = 1 + random.nextInt(whole.length);
    for (int from = 0; from < whole.length; ) {
      int to = Math.min(whole.length, from + 1 + random.nextInt(Math.max(most, 500)));
      parts.add(Arrays.copyOfRange(whole, from, to));
      from = to;
    }
    return parts;
  }

  private static byte[] noisy(byte[] octets, Random random) {
    octets[random.nextInt(octets.length)] = (byte) random.nextInt();
    return octets;
  }

  private static byte[] octets(Random random, int most) {
    byte[] octets = new byte[1 + random.nextInt(most)];
    random.nextBytes(octets);
    return octets;
  }
}
