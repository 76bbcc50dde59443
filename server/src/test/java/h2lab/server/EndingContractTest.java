package h2lab.server;

import static h2lab.server.http2.FrameBytes.ACK;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.TestClient.Frame;
import h2lab.server.dispatch.Variant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How every method ends with its clients: GOAWAY both ways (RFC 9113 section 6.8). */
@ParameterizedClass(name = "{0} --tls {1}")
@MethodSource("cells")
class EndingContractTest extends DispatchContract {
  private static final int ANY_STREAM = 0x7fff_ffff;

  private static final int MEETINGS = 10;

  private Server ending;
  private Thread closing;

  EndingContractTest(Variant variant, Tls tls) {
    super(variant, tls);
  }

  @BeforeEach
  void startTheOneThatEnds() throws IOException {
    ending = Server.create(variant.options(tls));
    closing = Thread.ofPlatform().unstarted(ending::close);
  }

  @AfterEach
  void hasEnded() throws InterruptedException {
    ending.close();
    closing.join();
  }

  private static int lastStream(Frame goAway) {
    return ByteBuffer.wrap(goAway.payload()).getInt();
  }

  static void assertNoError(Frame goAway) {
    assertEquals(0, goAway.payload()[7], "NO_ERROR");
  }

  /** The first of two steps; returns the PING that a client answers when it has seen it. */
  static Frame assertAnnounced(TestClient client) throws IOException {
    Frame announced = client.readUntil(GOAWAY).getLast();
    assertNoError(announced);
    assertEquals(ANY_STREAM, lastStream(announced));
    return client.readUntil(PING).getLast();
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
  void answersWhatAClientAskedBeforeItsGoAwayEvenIfThatTakesLonger() throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      client.send(opening().ask(0, 1, "POST", "/echo").frame(GOAWAY, 0, 0, new byte[8]));
      client.readUntil(SETTINGS);
      client.send(nothing().data(END_STREAM, 1, 5));
      assertEquals(5, client.readUntil(DATA).getLast().payload().length);
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void saysTwiceThatItEndsAndThenCloses() throws Exception {
    try (TestClient client = TestClient.connect(ending.url())) {
      client.send(opening().request(1));
      client.readResponses(1);
      closing.start();
      Frame ping = assertAnnounced(client);
      client.send(nothing().frame(PING, ACK, 0, ping.payload()));
      Frame last = client.readUntil(GOAWAY).getLast();
      assertNoError(last);
      assertEquals(1, lastStream(last));
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void endsHoweverItsThreadsMeet() throws Exception {
    for (int i = 0; i < MEETINGS; i++) {
      Server server = Server.create(variant.options(tls));
      Thread end = Thread.ofPlatform().unstarted(server::close);
      try (TestClient client = TestClient.connect(server.url())) {
        client.readUntil(SETTINGS);
        end.start(); // it tells the client, which goes at once since it has said nothing yet
        assertTrue(client.isClosedOrderly());
      }
      end.join();
    }
  }

  @Test
  void losesNoRequestThatIsUnderWayWhenItEnds() throws Exception {
    try (TestClient client = TestClient.connect(ending.url())) {
      client.send(opening().ask(0, 1, "POST", "/echo").data(0, 1, 3));
      client.readUntil(DATA);
      closing.start();
      Frame ping = assertAnnounced(client);
      client.send(nothing().request(3)); // as if it had been sent before
      assertEquals(List.of(3), client.readResponses(1));
      client.send(nothing().frame(PING, ACK, 0, ping.payload()));
      assertEquals(3, lastStream(client.readUntil(GOAWAY).getLast()));
      client.send(nothing().data(END_STREAM, 1, 4));
      assertEquals(4, client.readUntil(DATA).getLast().payload().length);
      assertTrue(client.isClosedOrderly());
    }
  }

  @Test
  void endsAClientThatHasSaidNothingYetAtOnce() throws Exception {
    try (TestClient client = TestClient.connect(ending.url())) {
      client.readUntil(SETTINGS);
      closing.start();
      Frame only = client.readUntil(GOAWAY).getLast();
      assertNoError(only);
      assertEquals(0, lastStream(only));
      assertTrue(client.isClosedOrderly());
    }
  }
}
