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
  private static final long MARGIN_NANOS = 2_000_000_000;

  private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1_024);

  @ParameterizedTest
  @EnumSource
  void costNoMoreTheLongerTheyGoOn(Burden burden) throws IOException {
    try (Besieged server = Besieged.with(ServerOptions.serving("async-custom", Tls.OFF));
        RawPeer peer = RawPeer.connect(server.url())) {
      server.serveTheWitness();
      peer.send(burden.begin());
      send(peer, burden, 0, FEW);
      Footprint begin = Footprint.now();
      send(peer, burden, FEW, 2 * FEW);
      Footprint few = Footprint.now();
      send(peer, burden, 2 * FEW, 2 * FEW + MANY / 2);
      server.serveTheWitness();
      send(peer, burden, 2 * FEW + MANY / 2, 2 * FEW + MANY);
      Footprint many = Footprint.now();
      Footprint cost = many.since(few);
      assertTrue(cost.octets() < MARGIN_OCTETS, cost.toString());
      long linear = MANY / FEW * few.since(begin).cpuNanos();
      assertTrue(cost.cpuNanos() < linear + MARGIN_NANOS, cost.toString());
      peer.leave();
      server.awaitGone(1);
    }
  }

  /** Sends steps, and has each batch of them answered. */
  private void send(RawPeer peer, Burden burden, int from, int to) throws IOException {
    for (int n = from; n < to; n += BATCH) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      for (int i = n; i < n + BATCH; i++) {
        batch.writeBytes(burden.step(i));
      }
      batch.writeBytes(AttackFrames.ping());
      peer.send(batch.toByteArray());
      peer.readUntil(AttackFrames.pong(), scratch);
    }
  }
}
