package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More clients than there are places are turned away, and cost nothing. */
@Timeout(120)
class OverloadTest {
  private static final int PLACES = 20;
  private static final int TOO_MANY = 500;
  private static final long MARGIN_OCTETS = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async-custom",
        "thread",
        "virtual-thread",
        "virtual-thread --poller epoll",
        "async",
        "thread/http2"
      })
  void areTurnedAwayWhileOthersAreServed(String method) throws IOException {
    try (Besieged server = Besieged.with(Besieged.serving(method, Tls.OFF).maxClients(PLACES))) {
      server.serveTheWitness();
      List<RawPeer> peers = new ArrayList<>();
      while (peers.size() < PLACES - 1) {
        peers.add(RawPeer.connect(server.url()).send(AttackFrames.opening().octets()));
      }
      turnAway(server, PLACES); // until all that is needed for it is there
      Footprint before = Footprint.now();
      int port = turnAway(server, TOO_MANY);
      long left = Footprint.now().since(before).octets();
      assertTrue(left < MARGIN_OCTETS, left + " octets left");
      List<String> life = server.life(port);
      String reason = "REFUSED " + PLACES + " clients are served already (--max-clients)";
      assertTrue(life.contains(reason), life.toString());
      for (RawPeer peer : peers) {
        peer.close();
      }
      server.awaitGone(peers.size());
      server.serveAnother();
    }
  }

  /** Connects so many times; the port of the last one. */
  private static int turnAway(Besieged server, int times) throws IOException {
    int port = 0;
    for (int i = 0; i < times; i++) {
      try (RawPeer peer = RawPeer.connect(server.url())) {
        port = peer.port();
        assertTrue(peer.isClosed(), "closed without a word");
      }
      server.serveTheWitness();
    }
    return port;
  }
}
