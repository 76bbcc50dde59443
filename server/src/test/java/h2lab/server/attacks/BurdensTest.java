package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be told from use is served however long, and leaves nothing behind. */
@Timeout(120)
class BurdensTest {
  private static final int FEW = 1_000;
  private static final int MANY = 10_000;
  private static final int BATCH = 100;
  private static final long MARGIN_OCTETS = 512 << 10;

  private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1_024);
  private int sent;

  @ParameterizedTest
  @EnumSource
  void costNoMoreTheLongerTheyGoOn(Burden burden) throws Exception {
    try (Besieged server = Besieged.with(ServerOptions.serving("async-custom", Tls.OFF));
        RawPeer peer = RawPeer.connect(server.url())) {
      server.serveTheWitness();
      peer.send(burden.begin());
      send(peer, burden, FEW);
      ProcessorCost.Work some = () -> send(peer, burden, FEW);
      ProcessorCost first = ProcessorCost.of(some);
      Footprint few = Footprint.now();
      send(peer, burden, MANY / 2);
      server.serveTheWitness();
      send(peer, burden, MANY / 2);
      Footprint added = Footprint.now().since(few);
      assertTrue(added.octets() < MARGIN_OCTETS, added.toString());
      ProcessorCost.of(some).assertStillAbout(first);
      peer.leave();
      server.awaitGone(1);
    }
  }

  /** Sends so many more steps, and has each batch of them answered. */
  private void send(RawPeer peer, Burden burden, int steps) throws IOException {
    int end = sent + steps;
    while (sent < end) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      for (int i = 0; i < BATCH; i++) {
        batch.writeBytes(burden.step(sent++));
      }
      batch.writeBytes(AttackFrames.ping());
      peer.send(batch.toByteArray());
      peer.readUntil(AttackFrames.pong(), scratch);
    }
  }
}
