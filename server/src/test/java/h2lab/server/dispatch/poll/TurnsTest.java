package h2lab.server.dispatch.poll;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.nothing;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.junit.jupiter.api.Test;

/** No client keeps the loop, however fast it takes what it is sent. */
class TurnsTest {
  private static final int LEAST_PER_TURN = 256 * 1_024;
  private static final int MOST_PER_TURN = LEAST_PER_TURN + 34 * 1_024;
  private static final int RESPONSE = 10 << 20;
  private static final int INITIAL_WINDOW_SIZE = 4;

  /** A peer that asks once and takes everything at once. */
  private static final class Insatiable implements ByteChannel {
    private final ByteBuffer asked;
    private long octets;

    Insatiable(byte[] asked) {
      this.asked = ByteBuffer.wrap(asked);
    }

    @Override
    public int read(ByteBuffer into) {
      int octets = Math.min(into.remaining(), asked.remaining());
      into.put(asked.slice(asked.position(), octets));
      asked.position(asked.position() + octets);
      return octets;
    }

    @Override
    public int write(ByteBuffer from) {
      int taken = from.remaining();
      from.position(from.limit());
      octets += taken;
      return taken;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static byte[] aLargeResponseWithoutLimits() {
    return nothing()
        .preface()
        .setting(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
        .windowUpdate(0, 1 << 30)
        .ask(END_STREAM, 1, "GET", "/octets/" + RESPONSE)
        .octets();
  }

  @Test
  void aClientThatTakesEverythingIsWrittenSoMuchPerTurnAndGoesOnAtTheNext() {
    Insatiable peer = new Insatiable(aLargeResponseWithoutLimits());
    try (Service service = new Service(ServerOptions.of("async-custom", Tls.OFF), null)) {
      Client client =
          new Client(
              new Conversation(peer, null, service, Action.TABLE.vocabulary(), null),
              System.nanoTime());
      long before = 0;
      int turns = 1;
      client.ready(true, false);
      while (peer.octets < RESPONSE) {
        long written = peer.octets - before;
        assertTrue(written >= LEAST_PER_TURN && written <= MOST_PER_TURN, written + " in a turn");
        assertTrue(client.awaitsRoom(), "the poller is to tell when it is its turn again");
        before = peer.octets;
        client.ready(false, true);
        turns++;
      }
      assertTrue(turns > RESPONSE / MOST_PER_TURN, turns + " turns");
      client.giveUp();
    }
  }
}
