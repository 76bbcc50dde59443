package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that make a server keep all it allows cost it little each, and nothing once gone. */
@Timeout(120)
class HoardsTest {
  private static final int CLIENTS = 20;
  private static final int KIBI = 1_024;

  /** For all clients together: what others of this process allocate meanwhile. */
  private static final int MARGIN_KIBIBYTES = 1_024;

  private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * KIBI);

  static Stream<Arguments> cells() {
    return Stream.concat(
        Stream.of(Hoard.values()).map(hoard -> Arguments.of("async-custom", hoard)),
        Stream.of("thread", "virtual-thread", "virtual-thread --poller epoll", "async")
            .flatMap(
                method ->
                    Stream.of(Hoard.STREAMS, Hoard.ECHO, Hoard.FIELD_BLOCK)
                        .map(hoard -> Arguments.of(method, hoard))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void costLittleEachAndNothingOnceTheyAreGone(String method, Hoard hoard) throws IOException {
    try (Besieged server = Besieged.with(Besieged.serving(method, Tls.OFF))) {
      server.serveTheWitness();
      leave(server, connect(server, Hoard.FRAME)); // buffers stay: now as many as there can be
      Footprint before = Footprint.now();
      List<RawPeer> peers = connect(server, hoard);
      server.serveTheWitness();
      Footprint held = Footprint.now();
      leave(server, peers);
      Footprint after = Footprint.now();
      leave(server, connect(server, hoard));
      Footprint again = Footprint.now();
      long cost = held.since(before).octets() / KIBI;
      long left = again.since(after).octets() / KIBI;
      assertTrue(cost < MARGIN_KIBIBYTES + CLIENTS * hoard.kibibytes(), cost + " KiB held");
      assertTrue(left < MARGIN_KIBIBYTES, left + " KiB left");
      server.serveTheWitness();
    }
  }

  private List<RawPeer> connect(Besieged server, Hoard hoard) throws IOException {
    byte[] octets = hoard.octets();
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      peers.add(RawPeer.connect(server.url()).send(octets));
      peers.getLast().readUntil(AttackFrames.pong(), scratch);
    }
    return peers;
  }

  private static void leave(Besieged server, List<RawPeer> peers) throws IOException {
    for (RawPeer peer : peers) {
      peer.close();
    }
    server.awaitGone(peers.size());
    server.serveTheWitness(); // a selector lets go of closed clients when it selects again
  }
}
