package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.server.TestClient;
import h2lab.server.Tls;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what OpenSSL holds outside of the heap is given back, and not touched after. */
class OpenSslMemoryTest {
  private static final int ROUNDS = 5;
  private static final int CONNECTIONS_PER_ROUND = 2_000;

  /** A connection has tens of thousands of octets; a leak of most any part is more than this. */
  private static final long OCTETS_PER_CONNECTION = 200;

  /** Of some ten thousand. */
  private static final long OCTETS_PER_CONTEXT = 2_000;

  @BeforeEach
  void needsOpenSsl() {
    assumeTrue(TlsContext.obstacle(Tls.OPENSSL) == null);
  }

  @Test
  void holdsNoMemoryOfTenThousandConnectionsThatWere() throws Exception {
    assumeTrue(NativeHeap.isKnown());
    SSLContext clients = TestClient.trustingAll();
    try (TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned())) {
      connect(context, clients, CONNECTIONS_PER_ROUND);
      assertFlat(
          () -> connect(context, clients, CONNECTIONS_PER_ROUND),
          CONNECTIONS_PER_ROUND * OCTETS_PER_CONNECTION);
    }
  }

  /**
   * A leak grows in every round; the JVM's own use of the heap, such as its compilers', comes and
   * goes.
   */
  private static void assertFlat(Round round, long mostOctets) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = NativeHeap.octetsInUse();
      round.run();
      least = Math.min(least, NativeHeap.octetsInUse() - before);
    }
    assertTrue(least < mostOctets, least + " octets more after each round");
  }

  /** What must leave nothing behind. */
  @FunctionalInterface
  private interface Round {
    void run() throws Exception;
  }

  /** Connections that end in every way there is; nearly all resume the first session. */
  private static void connect(TlsContext context, SSLContext clients, int count)
      throws SSLException {
    for (int i = 0; i < count; i++) {
      try (Link link = Link.to(context, clients, client -> {})) {
        switch (i % 5) {
          case 0 -> {} // before the first octet
          case 1 -> halfHandshake(link);
          case 2 -> garbage(link);
          case 3 -> talk(link); // and gone without a word
          default -> {
            talk(link);
            link.server.closeOutput();
            link.encode();
          }
        }
      }
    }
  }

  private static void halfHandshake(Link link) throws SSLException {
    link.client.beginHandshake();
    link.clientTurn();
    link.serverTurn();
  }

  private static void garbage(Link link) {
    ByteBuffer plain = ByteBuffer.allocateDirect(1);
    assertThrows(
        SSLException.class,
        () -> link.server.decode(Hello.direct("GET / HTTP/1.1\r\n".getBytes()), plain));
  }

  private static void talk(Link link) throws SSLException {
    link.serverSends = Hello.direct("hello".getBytes());
    link.client.beginHandshake();
    for (int turn = 0; turn < 12; turn++) {
      link.clientTurn();
      link.serverTurn();
    }
    assertEquals("hello", link.clientGot.toString());
  }

  @Test
  void holdsNoMemoryOfContextsThatWere() throws Exception {
    assumeTrue(NativeHeap.isKnown());
    Certificates.Identity identity = Certificates.selfSigned();
    int contexts = 100;
    openAndClose(identity, contexts);
    assertFlat(() -> openAndClose(identity, contexts), contexts * OCTETS_PER_CONTEXT);
  }

  private static void openAndClose(Certificates.Identity identity, int count) {
    for (int i = 0; i < count; i++) {
      TlsContext.create(Tls.OPENSSL, identity).close();
    }
  }

  @Test
  void freesAContextThatOpenSslDoesNotTake() throws Exception {
    var ours = Engines.identity(Engines.ecKeys());
    var wrong = new Certificates.Identity(Engines.identity(Engines.ecKeys()).key(), ours.chain());
    var refusal =
        assertThrows(IllegalStateException.class, () -> TlsContext.create(Tls.OPENSSL, wrong));
    assertTrue(refusal.getMessage().contains("key values mismatch"), refusal.getMessage());
  }

  @Test
  void usesNothingAfterItIsFreed() throws Exception {
    TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned());
    TlsCodec codec = context.newCodec();
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    codec.close();
    codec.close();
    assertThrows(IllegalStateException.class, () -> codec.decode(buffer, buffer));
    assertThrows(IllegalStateException.class, () -> codec.encode(buffer, buffer));
    assertThrows(IllegalStateException.class, codec::closeOutput);
    assertThrows(IllegalStateException.class, codec::agreement);
    context.close();
    context.close();
    assertThrows(IllegalStateException.class, context::newCodec);
  }

  @Test
  void refusesBuffersThatMayMove() throws Exception {
    try (TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned());
        TlsCodec codec = context.newCodec()) {
      ByteBuffer hello = Hello.of(0x0303, 0xc02b);
      ByteBuffer heap = ByteBuffer.allocate(hello.remaining()).put(hello).flip();
      assertThrows(IllegalArgumentException.class, () -> codec.decode(heap, heap));
    }
  }

  @Test
  void namesThePackageOfALibraryThatIsMissing() {
    assertEquals(
        "OpenSSL 3's libssl.so.33 is not on this machine (Debian: apt-get install libssl3)",
        OpenSslLibrary.obstacleOf("libssl.so.33"));
  }
}
