package h2lab.server.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Tls;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How octets come through every engine, whatever the pieces, and how it ends. */
@ParameterizedClass(name = "--tls {0}")
@MethodSource("engines")
class TransferTest {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final TlsContext context;

  TransferTest(Tls tls) {
    context = TlsContext.create(tls, Certificates.selfSigned());
  }

  static List<Tls> engines() {
    return Engines.all().toList();
  }

  @AfterEach
  void free() {
    context.close();
  }

  private Link link(String version) {
    return Link.to(context, client -> client.setProtocols(new String[] {version}));
  }

  private static byte[] octets(Random random, int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void takesAHandshakeSplitAtEachOctet(String version) throws Exception {
    long length;
    try (Link whole = link(version).handshake()) {
      length = whole.sentToServer;
    }
    for (int at = 1; at < length; at++) {
      try (Link link = link(version)) {
        int split = at;
        link.shown = octets -> octetsUpTo(split, link, octets);
        link.handshake();
        assertTrue(link.server.isOpen(), "split at " + at);
      }
    }
  }

  /** Up to the split first; what is beyond it only when nothing before is left. */
  private static int octetsUpTo(int split, Link link, int waiting) {
    long consumed = link.sentToServer - waiting;
    boolean heldBack = consumed < split && consumed + waiting > split && !link.beyondSplit;
    link.beyondSplit |= heldBack;
    return heldBack ? (int) (split - consumed) : waiting;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void takesAllOctetByOctet(String version) throws Exception {
    try (Link link = link(version)) {
      int[] seen = {0};
      link.shown = octets -> seen[0] = octets == 0 ? 0 : Math.min(octets, seen[0] % 700 + 1);
      link.clientSends = Hello.direct("octet by octet".getBytes());
      link.client.beginHandshake();
      for (int turns = 0; turns < 10_000; turns++) {
        link.clientTurn();
        link.serverTurn();
      }
      assertEquals("octet by octet", link.serverGot.toString());
    }
  }

  @Test
  void movesTheSameOctetsWhateverTheSplitsAndRooms() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      byte[] up = octets(random, random.nextInt(200_000));
      byte[] down = octets(random, random.nextInt(200_000));
      try (Link link = link(VERSIONS[(int) seed % 2]).handshake()) {
        link.shown = most -> random.nextInt(most + 1);
        int least = Math.max(link.server.plainRoom(), link.server.wireRoom());
        link.room = most -> random.nextInt(3) == 0 ? least : random.nextInt(least);
        link.clientSends = Hello.direct(up);
        link.serverSends = Hello.direct(down);
        link.settle();
        link.shown = most -> most; // the rest, since no turn may be idle for long
        link.room = most -> least;
        link.settle();
        assertArrayEquals(up, link.serverGot.toByteArray(), "up, seed " + seed);
        assertArrayEquals(down, link.clientGot.toByteArray(), "down, seed " + seed);
        assertTrue(link.sawNeedRoom, "seed " + seed);
      }
    }
  }

  @Test
  void makesProgressWithTheRoomItAsksFor() throws Exception {
    try (Link link = link("TLSv1.3")) {
      link.room = most -> Math.max(link.server.plainRoom(), link.server.wireRoom());
      link.handshake();
      byte[] octets = octets(new Random(7), 300_000);
      link.clientSends = Hello.direct(octets);
      link.serverSends = Hello.direct(octets);
      link.settle();
      assertArrayEquals(octets, link.serverGot.toByteArray());
      assertArrayEquals(octets, link.clientGot.toByteArray());
    }
  }

  @Test
  void takesNoPlainOctetsBeforeTheHandshakeIsDone() throws Exception {
    try (Link link = link("TLSv1.2")) {
      link.client.beginHandshake();
      link.clientTurn();
      link.serverTurn(); // its flight is out, and waits for an answer
      link.serverSends = Hello.direct(new byte[10]);
      assertEquals(TlsCodec.Result.NEED_INPUT, link.encode());
      assertEquals(10, link.serverSends.remaining());
      assertFalse(link.server.isOpen());
    }
  }

  @Test
  void leavesATruncatedRecordToTheCaller() throws Exception {
    try (Link link = link("TLSv1.3").handshake()) {
      link.clientSends = Hello.direct(new byte[100]);
      link.clientTurn();
      int record = link.toServer.remaining();
      link.shown = octets -> record - 1;
      link.serverTurn();
      assertEquals(TlsCodec.Result.NEED_INPUT, link.lastDecoded);
      assertEquals(0, link.serverGot.size());
      link.server.closeOutput(); // the client is gone without a close_notify
      link.encode();
      assertTrue(link.toClient.hasRemaining(), "a close_notify, for whoever reads it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void answersAForgedRecordByAnAlert(String version) throws Exception {
    try (Link link = link(version).handshake()) {
      link.clientSends = Hello.direct(new byte[100]);
      link.clientTurn();
      int last = link.toServer.limit() - 1;
      link.toServer.put(last, (byte) (link.toServer.get(last) ^ 1));
      assertThrows(SSLException.class, link::serverTurn);
      assertTrue(link.server.hasOutput());
      assertEquals(TlsCodec.Result.CLOSED, link.encode());
      assertThrows(SSLException.class, link::settleClient, "it reads the alert");
      assertFalse(link.server.isOpen());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\r\n\r\nthis is no TLS",
        "\u0016\u0003\u0001\u0000\u0005garbage in a record",
        "\u0015\u0003\u0003\u0000\u0002\u0002\u0028", // a fatal alert before all
        "\u0017\u0003\u0003\u0000\u0020data before a handshake, of octets"
      })
  void refusesGarbage(String garbage) throws Exception {
    try (TlsCodec codec = context.newCodec()) {
      ByteBuffer wire = Hello.direct(garbage.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      ByteBuffer plain = ByteBuffer.allocateDirect(1 << 17);
      SSLException refusal = assertThrows(SSLException.class, () -> codec.decode(wire, plain));
      assertFalse(refusal.getMessage().isBlank());
      assertEquals(0, plain.position());
      ByteBuffer out = ByteBuffer.allocateDirect(1 << 17);
      codec.encode(ByteBuffer.allocateDirect(0), out);
      assertFalse(codec.hasOutput());
      assertFalse(codec.isOpen());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void closesItsDirectionWithACloseNotify(String version) throws Exception {
    try (Link link = link(version).handshake()) {
      link.serverSends = Hello.direct("the last".getBytes());
      link.settle();
      link.server.closeOutput();
      assertTrue(link.server.hasOutput());
      assertEquals(TlsCodec.Result.CLOSED, link.encode());
      assertFalse(link.server.isOpen());
      assertFalse(link.server.hasOutput());
      link.settleClient();
      assertEquals("the last", link.clientGot.toString());
      assertTrue(link.client.isInboundDone(), "it read the close_notify");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void seesTheCloseNotifyOfTheClientAfterItsLastOctets(String version) throws Exception {
    try (Link link = link(version).handshake()) {
      link.clientSends = Hello.direct("the last".getBytes());
      link.clientTurn();
      link.client.closeOutbound();
      link.clientTurn();
      link.serverTurn();
      link.serverTurn();
      assertEquals("the last", link.serverGot.toString());
      assertEquals(TlsCodec.Result.CLOSED, link.lastDecoded);
    }
  }

  @Test
  void mayBeClosedTwiceAndInTheMiddleOfAHandshake() throws Exception {
    try (Link link = link("TLSv1.3")) {
      link.client.beginHandshake();
      link.clientTurn();
      link.serverTurn();
      link.server.closeOutput();
      link.encode();
      link.server.close();
    }
  }
}
