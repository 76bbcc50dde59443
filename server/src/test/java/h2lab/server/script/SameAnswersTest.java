package h2lab.server.script;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import h2lab.server.http2.Conversations;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a network cuts what goes in and out, the peer gets the octets that it gets if everything
 * passes at once.
 */
class SameAnswersTest {
  private static final int NETWORKS = 25;

  static Stream<Arguments> conversations() {
    Map<String, FrameBytes> all = new LinkedHashMap<>(Conversations.all());
    FrameBytes many = opening();
    IntStream.range(0, 3_000).forEach(i -> many.request(2 * i + 1));
    all.put("3,000 requests", many);
    return Stream.of(Tls.OFF, Tls.JDK)
        .flatMap(
            tls ->
                all.entrySet().stream()
                    .map(entry -> Arguments.of(entry.getKey(), tls, entry.getValue().octets())));
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("conversations")
  void aNetworkThatCutsChangesNoOctet(String name, Tls tls, byte[] octets) throws IOException {
    byte[] atOnce = answers(tls, octets, UnaryOperator.identity());
    assertTrue(atOnce.length > 0, "the server's SETTINGS at least");
    for (int seed = 0; seed < NETWORKS; seed++) {
      byte[] cut = answers(tls, octets, new ChoppyChannel.Chopped(new Random(seed)));
      assertArrayEquals(atOnce, cut, "seed " + seed);
    }
  }

  private static byte[] answers(Tls tls, byte[] octets, UnaryOperator<ByteChannel> network)
      throws IOException {
    ObservedClient client = new ObservedClient(tls, network);
    client.run(() -> true); // the handshake
    client.peer.play(new Script.Step.Send(octets));
    client.run(() -> true);
    client.peer.play(new Script.Step.Close());
    if (!client.isClosed()) {
      client.run(() -> true);
    }
    client.free();
    return client.peer.answers();
  }
}
