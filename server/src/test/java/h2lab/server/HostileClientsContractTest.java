package h2lab.server;

import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.Variant;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method outlives, and what the client is told as far as it hears. */
@ParameterizedClass(name = "{0} --tls {1}")
@MethodSource("cells")
class HostileClientsContractTest extends DispatchContract {
  private static final int INITIAL_WINDOW = 4;

  HostileClientsContractTest(Variant variant, Tls tls) {
    super(variant, tls);
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
      client.send(opening().windowUpdate(0, 1_000_000_000).setting(INITIAL_WINDOW, 0x7fff_ffff));
      client.send(nothing().ask(END_STREAM, 1, "GET", "/octets/1000000000"));
      client.readUntil(DATA);
      if (servesSeveralAtOnce()) {
        try (TestClient another = TestClient.connect(url)) {
          assertEquals(List.of(1), another.send(opening().request(1)).readResponses(1));
        }
      }
      client.vanish();
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
}
