package h2lab.server;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.Variant;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every dispatch method owes its clients, over real sockets. A new method gets these tests by
 * joining the list of methods.
 */
@Timeout(60)
@ExtendWith(ContractTable.class)
@ParameterizedClass(name = "{0} --tls {1}")
@MethodSource("cells")
class DispatchMethodContractTest {
  private final Variant variant;
  private final String method;
  private final Tls tls;
  private Leftovers before;
  private Server server;
  private URI url;

  DispatchMethodContractTest(Variant variant, Tls tls) {
    this.variant = variant;
    this.method = variant.method();
    this.tls = tls;
  }

  /** Every method, in every way and with every TLS it claims to work with on this machine. */
  static Stream<Arguments> cells() {
    return Variant.all().stream()
        .flatMap(
            variant ->
                Stream.of(Tls.values())
                    .filter(tls -> variant.obstacle(tls) == null)
                    .map(tls -> Arguments.of(variant, tls)));
  }

  /** Whether clients are served side by side, and not one after the other. */
  private boolean servesSeveralAtOnce() {
    return !method.startsWith("none");
  }

  @BeforeEach
  void start() throws IOException {
    before = new Leftovers();
    server = Server.create(variant.options(tls));
    url = server.url();
  }

  /** Whatever a test did to the server, a fresh client is served, and nothing is left behind. */
  @AfterEach
  void servesAFreshClientAndLeavesNothingBehind() throws IOException {
    try (TestClient fresh = TestClient.connect(url)) {
      fresh.send(opening().request(1));
      assertEquals(List.of(1), fresh.readResponses(1));
    } finally {
      server.close();
    }
    before.assertNothingNew();
  }

  @Test
  void sendsItsSettingsBeforeAnythingIsAsked() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      assertEquals(SETTINGS, client.read().type());
    }
  }

  @Test
  void answersOneRequest() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().request(1));
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void answersAThousandPipelinedRequests() throws IOException {
    FrameBytes requests = opening();
    IntStream.range(0, 1_000).forEach(i -> requests.request(2 * i + 1));
    try (TestClient client = TestClient.connect(url)) {
      client.send(requests);
      assertEquals(
          IntStream.range(0, 1_000).mapToObj(i -> 2 * i + 1).toList(),
          inOrder(client.readResponses(1_000)));
    }
  }

  /** Our core answers in the order of the requests; a library may take turns among streams. */
  private List<Integer> inOrder(List<Integer> streams) {
    return method.endsWith("/http2") ? streams.stream().sorted().toList() : streams;
  }

  @Test
  void answersOnStreamsBeyond23Bits() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().request(0x7f_ffff).request(0x80_0001).request(0x7fff_ffff));
      assertEquals(List.of(0x7f_ffff, 0x80_0001, 0x7fff_ffff), inOrder(client.readResponses(3)));
    }
  }

  @Test
  void servesTwentyClients() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(servesSeveralAtOnce() ? 20 : 1)) {
      List<Future<List<Integer>>> served = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        served.add(threads.submit(this::fiftyRequestsOneByOne));
      }
      for (Future<List<Integer>> client : served) {
        assertEquals(50, client.get().size());
      }
    }
  }

  private List<Integer> fiftyRequestsOneByOne() throws IOException {
    List<Integer> streams = new ArrayList<>();
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening());
      for (int streamId = 1; streamId < 100; streamId += 2) {
        client.send(nothing().request(streamId));
        assertEquals(List.of(streamId), client.readResponses(1));
        streams.add(streamId);
      }
    }
    return streams;
  }

  @Test
  void readsAConversationThatComesOctetByOctet() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      for (byte octet : opening().request(1).octets()) {
        client.send(new byte[] {octet});
      }
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void answersPing() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().frame(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
      assertArrayEquals(
          new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, client.readUntil(PING).getLast().payload());
    }
  }

  @Test
  void takesAnUploadOfManyWindows() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().requestWithBody(1));
      for (int i = 0; i < 40; i++) {
        client.send(nothing().data(0, 1, 8_192));
        if (i % 4 == 3) {
          client.readUntil(FrameBytes.WINDOW_UPDATE); // of the connection
          client.readUntil(FrameBytes.WINDOW_UPDATE); // of the stream
        }
      }
      client.send(nothing().data(END_STREAM, 1, 0));
      assertEquals(List.of(1), client.readResponses(1));
    }
  }

  @Test
  void outlivesAClientThatVanishesInTheMiddleOfAFrame() throws IOException {
    TestClient client = TestClient.connect(url);
    client.send(opening().request(1).header(100, HEADERS, 5, 3));
    client.readResponses(1);
    client.vanish();
  }

  @Test
  void outlivesAClientThatLeavesBeforeItsResponses() throws IOException {
    FrameBytes requests = opening();
    IntStream.range(0, 3_000).forEach(i -> requests.request(2 * i + 1));
    TestClient client = TestClient.connect(url);
    client.send(requests);
    client.vanish();
  }

  @Test
  void outlivesAClientThatNeverReads() throws Exception {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening());
      FrameBytes pings = nothing();
      IntStream.range(0, 20_000).forEach(i -> pings.frame(PING, 0, 0, new byte[8]));
      Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(client, pings));
      if (servesSeveralAtOnce()) {
        answersOneRequest(); // meanwhile, another
      }
      client.vanish();
      sender.join(); // its socket is closed only when it has left it
    }
  }

  private static void sendUntilClosed(TestClient client, FrameBytes frames) {
    try {
      for (int i = 0; i < 1_000; i++) {
        client.send(frames);
      }
    } catch (IOException e) {
      // closed by the test: that was the point
    }
  }

  @Test
  void answersGarbageInsteadOfAPrefaceByGoAwayAndCloses() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(nothing().text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      assertEquals(1, client.readUntil(GOAWAY).getLast().payload()[7], "PROTOCOL_ERROR");
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void answersAnOversizeFrameByGoAwayAndCloses() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().frame(HEADERS, 5, 1, new byte[16_385]).request(3));
      assertEquals(6, client.readUntil(GOAWAY).getLast().payload()[7], "FRAME_SIZE_ERROR");
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void outlivesOctetsThatAreNoTls() throws IOException {
    try (TestClient client = TestClient.connectTcp(url)) {
      client.send(nothing().text("\r\n\r\nthis is neither TLS nor a preface\r\n\r\n"));
      client.shutdownOutput();
      try {
        while (client.read() != null) {
          // an alert or a GOAWAY, which are not told apart here
        }
      } catch (IOException e) {
        // an alert does not parse as frames
      }
    }
  }

  @Test
  void closesWhenTheClientSaysGoAway() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().request(1).frame(GOAWAY, 0, 0, new byte[8]));
      assertEquals(List.of(1), client.readResponses(1));
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void saysGoAwayToItsClientsWhenItEnds() throws Exception {
    Server ending = Server.create(variant.options(tls));
    Thread closing = Thread.ofPlatform().unstarted(ending::close);
    try (TestClient client = TestClient.connect(ending.url())) {
      client.send(opening().request(1));
      client.readResponses(1);
      closing.start();
      assertEquals(0, client.readUntil(GOAWAY).getLast().payload()[7], "NO_ERROR");
      assertTrue(client.isClosedOrderly());
    }
    closing.join();
  }

  @Test
  void countsWhatItServed() throws IOException {
    Server counted = Server.create(variant.options(tls));
    for (int i = 0; i < 3; i++) {
      try (TestClient client = TestClient.connect(counted.url())) {
        client.send(opening().request(1).request(3));
        client.readResponses(2);
      }
    }
    ServerResult result = counted.close();
    assertEquals(new ServerResult(3, 6, 0, 0, "stopped"), result);
  }
}
