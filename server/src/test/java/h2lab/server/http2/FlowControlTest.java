package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows both ways (RFC 9113 sections 5.2, 6.9). */
class FlowControlTest {
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final long MOST = 0x7fff_ffffL;

  @Test
  @Rule(section = "6.9.1", rule = "no DATA is sent into a window that is used up")
  void sendsNoDataIntoAClosedWindow() {
    Exchange exchange = Exchange.of(opening().setting(INITIAL_WINDOW_SIZE, 0).request(1));
    assertEquals(List.of("SETTINGS+1 0 [0]", "HEADERS+4 1 [14]"), exchange.answers());
    assertTrue(exchange.connection.responsesWait());
    exchange.feed(FrameBytes.nothing().windowUpdate(1, 12));
    assertEquals("DATA+1 1 [\"Hello World\n\"]", exchange.answers().getLast());
    assertFalse(exchange.connection.responsesWait());
  }

  @Test
  @Rule(section = "6.9.1", rule = "DATA is no longer than the windows allow")
  void sendsTheBodyInThePartsTheWindowAllows() {
    Exchange exchange = Exchange.of(opening().setting(INITIAL_WINDOW_SIZE, 5).request(1));
    exchange.feed(FrameBytes.nothing().windowUpdate(1, 3).windowUpdate(1, 100));
    assertEquals(
        List.of("DATA 1 [\"Hello\"]", "DATA 1 [\" Wo\"]", "DATA+1 1 [\"rld\n\"]"),
        exchange.answers().stream().filter(frame -> frame.startsWith("DATA")).toList());
  }

  @Test
  @Rule(section = "6.9.2", rule = "SETTINGS may lower a window below zero; then nothing is sent")
  void lowersAWindowBelowZeroAndWaitsUntilItIsPositive() {
    Exchange exchange = Exchange.of(opening().setting(INITIAL_WINDOW_SIZE, 5).request(1));
    exchange.feed(FrameBytes.nothing().setting(INITIAL_WINDOW_SIZE, 2)); // now -3
    exchange.feed(FrameBytes.nothing().windowUpdate(1, 3));
    assertTrue(exchange.answers().stream().noneMatch(frame -> frame.startsWith("DATA+")));
    exchange.feed(FrameBytes.nothing().windowUpdate(1, 7));
    assertEquals("DATA+1 1 [\" World\n\"]", exchange.answers().getLast());
  }

  @Test
  @Rule(section = "5.2", rule = "the window of the connection is shared by its streams")
  void sharesTheWindowOfTheConnectionInOrder() {
    FrameBytes client = opening();
    int fits = 65_535 / 12;
    for (int i = 0; i < fits + 2; i++) {
      client.request(1 + 2 * i);
    }
    Exchange exchange = Exchange.of(client);
    int first = 1 + 2 * fits;
    assertEquals("HEADERS+4 " + (first + 2) + " [14]", exchange.answers().getLast());
    exchange.feed(FrameBytes.nothing().windowUpdate(0, 15));
    List<String> answers = exchange.answers();
    // 65,535 leaves 3 after the whole ones, which the first that waits has had already
    assertEquals("DATA " + first + " [\"Hel\"]", answers.get(2 * fits + 1));
    assertEquals("DATA+1 " + first + " [\"lo World\n\"]", answers.get(answers.size() - 2));
    assertEquals("DATA " + (first + 2) + " [\"Hello \"]", answers.getLast());
  }

  @Test
  @Rule(section = "6.9", rule = "what was taken in is given back by WINDOW_UPDATE")
  void givesTheClientNewWindowForItsUploads() {
    FrameBytes client = opening().requestWithBody(1);
    for (int i = 0; i < 4; i++) {
      client.data(0, 1, 16_384);
    }
    assertEquals(
        List.of(
            "WINDOW_UPDATE 0 [32768]",
            "WINDOW_UPDATE 1 [32768]",
            "WINDOW_UPDATE 0 [32768]",
            "WINDOW_UPDATE 1 [32768]"),
        Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "6.9", rule = "content of any length is taken in")
  void takesUploadsOfAnyLength() {
    FrameBytes client = opening().requestWithBody(1);
    for (int i = 0; i < 100; i++) {
      client.data(0, 1, 16_384);
    }
    Exchange exchange = Exchange.of(client.data(END_STREAM, 1, 1));
    assertEquals(Exchange.hello(1), exchange.answers().subList(100, 102));
  }

  @Test
  @Rule(
      section = "6.9",
      rule = "an increment of 0 is PROTOCOL_ERROR, of the stream or the connection")
  void rejectsAZeroIncrement() {
    assertEquals(
        List.of("GOAWAY 0 [0 PROTOCOL_ERROR]"),
        Exchange.of(opening().windowUpdate(0, 0)).answers());
    assertEquals(
        List.of("RST_STREAM 1 [PROTOCOL_ERROR]"),
        Exchange.of(opening().requestWithBody(1).windowUpdate(1, 0)).answers());
  }

  @Test
  @Rule(section = "6.9.1", rule = "a window beyond 2^31-1 is FLOW_CONTROL_ERROR")
  void rejectsAWindowBeyondTheLargest() {
    assertEquals(
        List.of("GOAWAY 0 [0 FLOW_CONTROL_ERROR]"),
        Exchange.of(opening().windowUpdate(0, MOST)).answers());
    assertEquals(
        List.of("RST_STREAM 1 [FLOW_CONTROL_ERROR]"),
        Exchange.of(opening().requestWithBody(1).windowUpdate(1, MOST)).answers());
    assertEquals(
        List.of("GOAWAY 0 [1 FLOW_CONTROL_ERROR]"),
        Exchange.of(
                opening().requestWithBody(1).windowUpdate(1, 10).setting(INITIAL_WINDOW_SIZE, MOST))
            .answers());
  }

  @Test
  @Rule(section = "5.1", rule = "nothing is sent on a stream that the client has reset")
  void forgetsAResponseWhoseStreamTheClientResets() {
    Exchange exchange = Exchange.of(opening().setting(INITIAL_WINDOW_SIZE, 0).request(1));
    exchange.feed(FrameBytes.nothing().frame(FrameBytes.RST_STREAM, 0, 1, 0, 0, 0, 8));
    assertFalse(exchange.connection.responsesWait());
    exchange.feed(FrameBytes.nothing().setting(INITIAL_WINDOW_SIZE, 100).request(3));
    assertEquals(
        Exchange.hello(3),
        exchange.answers().subList(exchange.answers().size() - 2, exchange.answers().size()));
  }
}
