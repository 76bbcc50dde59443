package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.server.TestClient;
import h2lab.server.Tls;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what OpenSSL holds outside of the heap is given back, and not touched after. */
class OpenSslMemoryTest {
  private static final int CONNECTIONS = 10_000;
  private static final int WARM_UP = 1_000;

  /** A fraction of a connection's; the JVM's compilers use the same heap, up and down. */
  private static final long OCTETS_PER_CONNECTION = 4_000;

  /** Made once, since direct buffers live in the heap that is measured. */
  private static final ByteBuffer HELLO = Hello.direct("hello".getBytes());

  private static final ByteBuffer GARBAGE = Hello.direct("GET / HTTP/1.1\r\n".getBytes());
  private static final ByteBuffer PLAIN = ByteBuffer.allocateDirect(1 << 14);

  @BeforeEach
  void needsOpenSsl() {
    assumeTrue(TlsContext.obstacle(Tls.OPENSSL) == null && NativeHeap.isKnown());
  }

  @Test
  void holdsNothingOfTenThousandConnectionsThatWere() throws Exception {
    SSLContext clients = TestClient.trustingAll();
    var before = OpenSslObjects.alive();
    int madeBefore = OpenSslObjects.made("SSL");
    try (TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned())) {
      connect(context, clients, WARM_UP);
      var warm = OpenSslObjects.alive();
      long octets = NativeHeap.octetsInUse();
      connect(context, clients, CONNECTIONS);
      long grown = NativeHeap.octetsInUse() - octets;
      assertEquals(warm, OpenSslObjects.alive(), "no SSL, BIO or session more");
      assertTrue(grown < CONNECTIONS * OCTETS_PER_CONNECTION, grown + " octets more");
    }
    assertEquals(WARM_UP + CONNECTIONS, OpenSslObjects.made("SSL") - madeBefore);
    assertEquals(before, OpenSslObjects.alive());
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
    assertThrows(
        SSLException.class, () -> link.server.decode(GARBAGE.duplicate(), PLAIN.duplicate()));
  }

  private static void talk(Link link) throws SSLException {
    link.serverSends = HELLO.duplicate();
    link.client.beginHandshake();
    for (int turn = 0; turn < 12; turn++) {
      link.clientTurn();
      link.serverTurn();
    }
    assertEquals("hello", link.clientGot.toString());
  }

  @Test
  void clientsThatWaitHaveNoBiosAndAreServedByOnesThatOthersHad() throws Exception {
    SSLContext clients = TestClient.trustingAll();
    int before = OpenSslObjects.alive().getOrDefault("BIO", 0);
    try (TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned())) {
      List<Link> links = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Link link = Link.to(context, clients, client -> {}).handshake();
        link.server.rest();
        links.add(link);
      }
      assertEquals(2, OpenSslObjects.alive().get("BIO") - before, "one pair for all");
      for (int i = 0; i < links.size(); i++) {
        Link link = links.get(i);
        link.clientSends = Hello.direct(("to " + i).getBytes());
        link.serverSends = Hello.direct(("from " + i).getBytes());
        link.settle();
        link.server.rest();
        assertEquals("to " + i, link.serverGot.toString());
        assertEquals("from " + i, link.clientGot.toString());
      }
      assertEquals(2, OpenSslObjects.alive().get("BIO") - before, "still");
      links.forEach(Link::close);
    }
    assertEquals(before, OpenSslObjects.alive().getOrDefault("BIO", 0));
  }

  @Test
  void aCrowdThatWasAtWorkAtOnceLeavesFewBiosBehind() throws Exception {
    SSLContext clients = TestClient.trustingAll();
    int before = OpenSslObjects.alive().getOrDefault("BIO", 0);
    TlsContext context = TlsContext.create(Tls.OPENSSL, Certificates.selfSigned());
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < MemoryBios.MOST_FREE + 20; i++) {
      Link link = Link.to(context, clients, client -> {});
      link.client.beginHandshake();
      link.clientTurn();
      link.serverTurn(); // in its handshake it keeps what it has
      links.add(link);
    }
    int inHandshake = 3; // OpenSSL's own, to buffer a flight, is one
    assertEquals(inHandshake * links.size(), OpenSslObjects.alive().get("BIO") - before);
    for (Link link : links.subList(1, links.size())) {
      link.settle();
      link.server.rest();
    }
    int kept = OpenSslObjects.alive().get("BIO") - before;
    assertEquals(2 * MemoryBios.MOST_FREE + inHandshake, kept, "one is in its handshake");
    context.close();
    links.getFirst().settle();
    links.getFirst().server.rest();
    links.forEach(Link::close);
    assertEquals(before, OpenSslObjects.alive().getOrDefault("BIO", 0));
  }

  @Test
  void holdsNothingOfContextsThatWere() throws Exception {
    var before = OpenSslObjects.alive();
    int made = OpenSslObjects.made("SSL_CTX");
    KeyPair authority = Engines.ecKeys();
    KeyPair keys = Engines.rsaKeys();
    X509Certificate[] chain = {
      Engines.certificate("localhost", keys, "authority", authority.getPrivate()),
      Engines.certificate("authority", authority, "authority", authority.getPrivate())
    };
    TlsContext.create(Tls.OPENSSL, new Certificates.Identity(keys.getPrivate(), chain)).close();
    TlsContext.create(Tls.OPENSSL).close(); // which makes a key and a certificate
    assertEquals(2, OpenSslObjects.made("SSL_CTX") - made);
    assertEquals(before, OpenSslObjects.alive());
  }

  @Test
  void freesAContextThatOpenSslDoesNotTake() throws Exception {
    var ours = Engines.identity(Engines.ecKeys());
    var wrong = new Certificates.Identity(Engines.identity(Engines.ecKeys()).key(), ours.chain());
    var before = OpenSslObjects.alive();
    var refusal =
        assertThrows(IllegalStateException.class, () -> TlsContext.create(Tls.OPENSSL, wrong));
    assertEquals(before, OpenSslObjects.alive());
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
