package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine agrees on with a client, and what it refuses (RFC 9113 section 9.2). */
@ParameterizedClass(name = "--tls {0}")
@MethodSource("engines")
class NegotiationTest {
  private static final int HANDSHAKE_FAILURE = 40;
  private static final int PROTOCOL_VERSION = 70;

  private final Tls tls;
  private final TlsContext context;

  NegotiationTest(Tls tls) {
    this.tls = tls;
    context = TlsContext.create(tls, Certificates.selfSigned());
  }

  static List<Tls> engines() {
    return Engines.all().toList();
  }

  @AfterEach
  void free() {
    context.close();
  }

  @Test
  void speaksEachVersionAndSaysWhatWasAgreed() throws Exception {
    for (String version : List.of("TLSv1.3", "TLSv1.2")) {
      try (Link link = Link.to(context, client -> client.setProtocols(new String[] {version}))) {
        assertFalse(link.server.isOpen());
        link.handshake();
        assertTrue(link.server.isOpen());
        assertEquals(version, link.client.getSession().getProtocol());
        assertEquals(
            version + " " + link.client.getSession().getCipherSuite() + " h2",
            link.server.agreement());
      }
    }
  }

  @Test
  void speaksEachSuiteItOffers() throws Exception {
    TlsContext rsa = TlsContext.create(tls, Engines.identity(Engines.rsaKeys()));
    for (String suite : JdkTlsContext.CIPHER_SUITES) {
      TlsContext one = suite.contains("RSA") && !suite.contains("ECDSA") ? rsa : context;
      try (Link link = Link.to(one, client -> client.setCipherSuites(new String[] {suite}))) {
        link.handshake();
        assertEquals(suite, link.client.getSession().getCipherSuite());
        link.serverSends = Hello.direct("hello".getBytes());
        link.settle();
        assertEquals("hello", link.clientGot.toString());
      }
    }
    rsa.close();
  }

  @Test
  void prefersItsOwnOrderOfSuites() throws Exception {
    String[] reversed = JdkTlsContext.CIPHER_SUITES.reversed().toArray(String[]::new);
    try (Link link = Link.to(context, client -> client.setCipherSuites(reversed)).handshake()) {
      assertEquals(
          JdkTlsContext.CIPHER_SUITES.getFirst(), link.client.getSession().getCipherSuite());
    }
  }

  @Test
  void refusesTls11() throws Exception {
    assertEquals(PROTOCOL_VERSION, alertTo(Hello.of(0x0302, 0xc009))); // ECDHE_ECDSA_AES128_CBC
  }

  @Test
  void refusesCbcSuites() throws Exception {
    assertEquals(HANDSHAKE_FAILURE, alertTo(Hello.of(0x0303, 0xc009)));
    assertEquals(HANDSHAKE_FAILURE, alertTo(Hello.of(0x0303, 0xc023))); // with SHA-256
  }

  @Test
  void takesTheSameHelloWithASuiteItHas() throws Exception {
    try (TlsCodec codec = context.newCodec()) {
      ByteBuffer wire = ByteBuffer.allocateDirect(1 << 17);
      codec.decode(Hello.of(0x0303, 0xc02b), ByteBuffer.allocateDirect(1 << 17));
      codec.encode(ByteBuffer.allocateDirect(0), wire);
      assertEquals(22, wire.get(0), "a ServerHello");
    }
  }

  /** The fatal alert that answers {@code hello}. */
  private int alertTo(ByteBuffer hello) throws SSLException {
    try (TlsCodec codec = context.newCodec()) {
      ByteBuffer plain = ByteBuffer.allocateDirect(1 << 17);
      assertThrows(SSLException.class, () -> codec.decode(hello, plain));
      ByteBuffer wire = ByteBuffer.allocateDirect(1 << 17);
      assertTrue(codec.hasOutput());
      assertEquals(TlsCodec.Result.CLOSED, codec.encode(ByteBuffer.allocateDirect(0), wire));
      assertFalse(codec.hasOutput());
      assertFalse(codec.isOpen());
      assertEquals(7, wire.position(), "one alert");
      assertEquals(21, wire.get(0));
      assertEquals(2, wire.get(5), "fatal");
      return wire.get(6);
    }
  }

  @Test
  void selectsH2WhereverItIsOfferedElseTheFirst() throws Exception {
    assertEquals("h2", protocolOf("h2"));
    assertEquals("h2", protocolOf("http/1.1", "h2"));
    assertEquals("h2", protocolOf("h3", "http/1.1", "x".repeat(255), "h2"));
    assertEquals("spdy/3", protocolOf("spdy/3", "http/1.1"));
    assertEquals("", protocolOf());
  }

  private String protocolOf(String... offered) throws SSLException {
    try (Link link = Link.to(context, client -> client.setApplicationProtocols(offered))) {
      link.handshake();
      assertTrue(link.server.isOpen());
      String selected = link.client.getApplicationProtocol();
      assertTrue(link.server.agreement().endsWith(selected), link.server.agreement());
      assertEquals(selected.isEmpty() ? 2 : 3, link.server.agreement().split(" ").length);
      return selected;
    }
  }

  @Test
  void refusesToRenegotiate() throws Exception {
    try (Link link = Link.to(context, c -> c.setProtocols(new String[] {"TLSv1.2"}))) {
      link.handshake();
      assertEquals(1, link.clientHandshakes);
      link.client.beginHandshake();
      try {
        link.settle();
      } catch (SSLException e) {
        // one of them says so and ends; the other way is to go on as agreed before
      }
      assertEquals(1, link.clientHandshakes);
    }
  }

  @Test
  void asksForNoClientCertificate() throws Exception {
    try (Link link = Link.to(context, client -> {}).handshake()) {
      assertEquals(null, link.client.getSession().getLocalCertificates());
    }
  }
}
