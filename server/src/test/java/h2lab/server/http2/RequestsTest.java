package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PADDED;
import static h2lab.server.http2.FrameBytes.PRIORITY_FLAG;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.conformance.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a request, and what is answered to it (RFC 9113 sections 5.1.1, 6.1, 6.2, 6.10, 8.1). */
class RequestsTest {
  @Test
  @Rule(section = "3.4", rule = "a server begins with SETTINGS")
  void sendsItsSettingsBeforeTheClientSaysAnything() {
    assertEquals(List.of("SETTINGS 0 [12]"), Exchange.of(FrameBytes.nothing()).allAnswers());
  }

  @Test
  @Rule(section = "8.1", rule = "a request is answered by HEADERS and DATA that ends the stream")
  void answersHelloWorldAndAcknowledgesSettings() {
    List<String> expected = new ArrayList<>(List.of("SETTINGS 0 [12]", "SETTINGS+1 0 [0]"));
    expected.addAll(Exchange.hello(1));
    assertEquals(expected, Exchange.of(opening().request(1)).allAnswers());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 255, 257, 65_537, 0x7f_ffff, 0x80_0001, 0x7fff_ffff})
  @Rule(section = "8.1", rule = "the answer is on the stream of the request, whatever its id")
  void answersOnTheStreamOfTheRequest(long streamId) {
    assertEquals(
        Exchange.hello((int) streamId), Exchange.of(opening().request(streamId)).answers());
  }

  @Test
  @Rule(section = "4.1", rule = "undefined flags, types and the reserved bit are ignored")
  void ignoresTheReservedBitOfAStreamId() {
    assertEquals(Exchange.hello(1), Exchange.of(opening().request(0x8000_0001L)).answers());
  }

  @Test
  @Rule(section = "5.1.1", rule = "ids may be used one after the other")
  void answersABatchInOrder() {
    FrameBytes batch = opening();
    List<String> expected = new ArrayList<>();
    for (int streamId = 1; streamId < 2_000; streamId += 2) {
      batch.request(streamId);
      expected.addAll(Exchange.hello(streamId));
    }
    Exchange exchange = Exchange.of(batch);
    assertEquals(expected, exchange.answers());
    assertEquals(1_000, exchange.connection.requests());
  }

  @Test
  @Rule(section = "8.1", rule = "END_STREAM ends a request")
  void answersAfterTheEndOfABodyNotBefore() {
    Exchange exchange = Exchange.of(opening().requestWithBody(1).data(0, 1, 10));
    assertEquals(List.of(), exchange.answers());
    exchange.feed(FrameBytes.nothing().data(END_STREAM, 1, 10));
    assertEquals(Exchange.hello(1), exchange.answers());
  }

  @Test
  @Rule(section = "8.1", rule = "trailers end a request")
  void answersAfterTrailers() {
    FrameBytes client = opening().requestWithBody(1).data(0, 1, 10).trailers(1);
    assertEquals(Exchange.hello(1), Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "8.1", rule = "trailers that do not end the request are malformed")
  void resetsAStreamWhoseTrailersDoNotEndIt() {
    FrameBytes client = opening().requestWithBody(1).requestWithBody(1);
    assertEquals(List.of("RST_STREAM 1 [PROTOCOL_ERROR]"), Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "6.10", rule = "CONTINUATION goes on with the block of its HEADERS")
  void answersAfterTheLastContinuationNotBefore() {
    Exchange exchange =
        Exchange.of(opening().frame(HEADERS, END_STREAM, 1, 0x82).frame(CONTINUATION, 0, 1, 0x86));
    assertEquals(List.of(), exchange.answers());
    exchange.feed(FrameBytes.nothing().frame(CONTINUATION, END_HEADERS, 1, 0x84));
    assertEquals(Exchange.hello(1), exchange.answers());
  }

  @Test
  @Rule(section = "6.2", rule = "padding and priority of HEADERS are left out")
  void readsPaddingAndPriority() {
    int flags = END_STREAM | END_HEADERS | PADDED | PRIORITY_FLAG;
    FrameBytes client =
        opening().frame(HEADERS, flags, 1, 3, 0, 0, 0, 0, 9, 0x82, 0x86, 0x84, 0, 0, 0);
    assertEquals(Exchange.hello(1), Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "6.1", rule = "padding may fill a frame")
  void acceptsPaddingThatFillsTheFrame() {
    FrameBytes client = opening().requestWithBody(1).frame(0, END_STREAM | PADDED, 1, 2, 0, 0);
    assertEquals(Exchange.hello(1), Exchange.of(client).answers());
  }

  @Test
  @Rule(
      section = "5.1.2",
      rule = "a stream beyond SETTINGS_MAX_CONCURRENT_STREAMS is REFUSED_STREAM")
  void refusesMoreStreamsThanItAnnounced() {
    FrameBytes client = opening();
    for (int i = 0; i < Limits.DEFAULT.concurrentStreams(); i++) {
      client.requestWithBody(1 + 2 * i);
    }
    int next = 1 + 2 * Limits.DEFAULT.concurrentStreams();
    client.requestWithBody(next).data(END_STREAM, 1, 0).request(next + 2);
    List<String> expected = new ArrayList<>(List.of("RST_STREAM " + next + " [REFUSED_STREAM]"));
    expected.addAll(Exchange.hello(1));
    expected.addAll(Exchange.hello(next + 2));
    assertEquals(expected, Exchange.of(client).answers());
  }

  @Test
  @Rule(section = "5.3.2", rule = "priorities are ignored")
  @Rule(section = "4.1", rule = "undefined flags, types and the reserved bit are ignored")
  void leavesPriorityAndUnknownFramesAlone() {
    FrameBytes client =
        opening().frame(FrameBytes.PRIORITY, 0, 7, 0, 0, 0, 0, 1).frame(200, 9, 3, 1, 2).request(1);
    assertEquals(Exchange.hello(1), Exchange.of(client).answers());
  }
}
