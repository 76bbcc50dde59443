package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import h2lab.server.FlushPolicy;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.ServerProtocol;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many replies each write has when one read brought a hundred requests. */
class FlushPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "batch, 100",
    "every-1000, 100",
    "every-40, '40, 40, 20'",
    "every-25, '25, 25, 25, 25'",
    "eager-when-idle, '4, 16, 64, 16'",
  })
  void writesAsOftenAsItSays(String policy, String writes) throws Exception {
    List<Integer> expected = List.of(writes.split(", ")).stream().map(Integer::valueOf).toList();
    Peer peer = new Peer();
    try (Service service = service(policy)) {
      Client client = client(service, peer);
      for (int batch = 0; batch < 3; batch++) {
        peer.askTimes(100);
        client.ready(true, true);
        assertEquals(expected, peer.repliesWritten(), "batch " + batch);
      }
      client.giveUp();
    }
  }

  @ParameterizedTest
  @CsvSource({"batch", "every-1", "every-12", "eager-when-idle"})
  void isCalledAsItWasChosen(String name) {
    assertEquals(name, FlushPolicy.of(name).toString());
  }

  @ParameterizedTest
  @CsvSource({"every-0", "every-", "every--1", "every-1000000", "often", "''"})
  void refusesOtherNames(String name) {
    assertThrows(IllegalArgumentException.class, () -> FlushPolicy.of(name));
  }

  @Test
  void aSocketThatIsFullStopsItWithoutLoss() throws Exception {
    Peer peer = new Peer();
    try (Service service = service("every-10")) {
      Client client = client(service, peer);
      peer.room = 15 * ServerProtocol.HELLO_OCTETS;
      peer.askTimes(100);
      client.ready(true, true);
      assertEquals(List.of(10, 5), peer.repliesWritten());
      peer.room = Integer.MAX_VALUE;
      client.ready(false, true);
      assertEquals(85, peer.repliesWritten().stream().mapToInt(i -> i).sum());
      client.giveUp();
    }
  }

  private static Service service(String policy) {
    return new Service(
        ServerOptions.serving("async-custom", Tls.OFF).flush(FlushPolicy.of(policy)).build(), null);
  }

  private static Client client(Service service, Peer peer) {
    Client client =
        new Client(new Conversation(peer, null, service, Action.TABLE.vocabulary(), null), 0);
    client.runActions();
    client.ready(true, true);
    peer.written.clear();
    return client;
  }

  /** Has asked something at each read, and notes what each write brings. */
  private static final class Peer implements ByteChannel {
    private final List<Integer> written = new ArrayList<>();
    private byte[] asked = FrameBytes.opening().windowUpdate(0, 1 << 30).octets();
    private int nextStream = 1;
    private int room = Integer.MAX_VALUE;

    void askTimes(int requests) {
      FrameBytes frames = FrameBytes.nothing();
      for (int i = 0; i < requests; i++, nextStream += 2) {
        frames.request(nextStream);
      }
      asked = frames.octets();
    }

    List<Integer> repliesWritten() {
      List<Integer> replies =
          written.stream().map(octets -> octets / ServerProtocol.HELLO_OCTETS).toList();
      written.clear();
      return replies;
    }

    @Override
    public int read(ByteBuffer into) {
      int octets = asked.length;
      into.put(asked);
      asked = new byte[0];
      return octets;
    }

    @Override
    public int write(ByteBuffer from) {
      int octets = Math.min(room, from.remaining());
      room -= octets;
      from.position(from.position() + octets);
      if (octets > 0) {
        written.add(octets);
      }
      return octets;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
