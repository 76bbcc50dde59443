package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Garbage and damaged handshakes for every TLS engine of this machine: it may refuse them by {@link
 * SSLException} and nothing else, and comes to an end.
 */
class TlsFuzzTest {
  private static final int MOST_TURNS = 200;
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);
  private static final List<TlsContext> CONTEXTS = contexts();

  private static List<TlsContext> contexts() {
    try {
      Certificates.Identity identity = Engines.identity(Engines.ecKeys());
      List<TlsContext> contexts = new ArrayList<>();
      Engines.all().forEach(tls -> contexts.add(TlsContext.create(tls, identity)));
      return contexts;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first octet chooses where the rest is cut in two. */
  @FuzzTest
  void records(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int cut = 1 + (data[0] & 0xff) % data.length;
    for (TlsContext context : CONTEXTS) {
      try (TlsCodec codec = context.newCodec()) {
        feed(codec, Hello.direct(data).position(1).limit(cut));
        feed(codec, Hello.direct(data).position(cut));
      }
    }
  }

  /** What a dispatch method does with octets from the wire, until nothing moves any more. */
  private static void feed(TlsCodec codec, ByteBuffer wire) {
    ByteBuffer plain = ByteBuffer.allocateDirect(codec.plainRoom());
    ByteBuffer out = ByteBuffer.allocateDirect(codec.wireRoom());
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      int before = wire.position();
      boolean refused = false;
      try {
        codec.decode(wire, plain.clear());
      } catch (SSLException e) {
        refused = true;
      }
      try {
        codec.encode(NOTHING, out.clear());
      } catch (SSLException e) {
        refused = true;
      }
      boolean moved = wire.position() > before || plain.position() > 0 || out.position() > 0;
      if (refused || !moved) {
        return;
      }
    }
    throw new AssertionError("still going on after " + MOST_TURNS + " turns");
  }

  /**
   * A handshake of which octets are damaged on their way to the server: the first octet chooses the
   * engine, and of each three that follow the first two choose a place among all the client sends,
   * the third what is done to the octet there.
   */
  @FuzzTest
  void damagedHandshakes(byte[] data) {
    if (data.length < 4) {
      return;
    }
    TlsContext context = CONTEXTS.get((data[0] & 0xff) % CONTEXTS.size());
    try (Link link = Link.to(context, parameters -> {})) {
      link.client.beginHandshake();
      for (int turn = 0; turn < MOST_TURNS; turn++) {
        long sent = link.sentToServer;
        boolean moved = clientTurn(link);
        damage(link, sent, data);
        moved |= link.serverTurn();
        if (!moved && turn > 20) {
          return;
        }
      }
      assertTrue(false, "still going on after " + MOST_TURNS + " turns");
    } catch (SSLException refused) {
      // as it should be
    }
  }

  /** The client is the JDK's, and not under test. */
  private static boolean clientTurn(Link link) throws SSLException {
    return link.clientTurn();
  }

  private static void damage(Link link, long sentBefore, byte[] data) {
    int fresh = (int) (link.sentToServer - sentBefore);
    int begin = link.toServer.limit() - fresh;
    for (int i = 1; i + 2 < data.length; i += 3) {
      long place = (data[i] & 0xff) << 8 | data[i + 1] & 0xff;
      if (place >= sentBefore && place < link.sentToServer) {
        int at = begin + (int) (place - sentBefore);
        link.toServer.put(at, (byte) (link.toServer.get(at) ^ data[i + 2]));
      }
    }
  }
}
