package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.ACK;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PADDED;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.PRIORITY;
import static h2lab.server.http2.FrameBytes.PRIORITY_FLAG;
import static h2lab.server.http2.FrameBytes.PUSH_PROMISE;
import static h2lab.server.http2.FrameBytes.RST_STREAM;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.WINDOW_UPDATE;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import h2lab.server.conformance.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that end the connection, and with which code. */
class MalformedFramesTest {
  private static Arguments on(String what, FrameBytes client, ErrorCode code) {
    return Arguments.of(what, client, code);
  }

  static Stream<Arguments> malformed() {
    ErrorCode protocol = ErrorCode.PROTOCOL_ERROR;
    ErrorCode size = ErrorCode.FRAME_SIZE_ERROR;
    return Stream.of(
        on("4.2 oversize DATA", opening().header(16_385, DATA, 0, 1), size),
        on("4.2 oversize unknown", opening().header(0xff_ffff, 99, 0, 1), size),
        on("3.4 no SETTINGS first", nothing().preface().request(1), protocol),
        on("3.4 ACK first", nothing().preface().frame(SETTINGS, ACK, 0), protocol),
        on("3.4 unknown first", nothing().preface().frame(99, 0, 0), protocol),
        on("5.1.1 stream 0", opening().request(0), protocol),
        on("5.1.1 even", opening().request(2), protocol),
        on("5.1.1 lower id", opening().request(5).request(3), ErrorCode.STREAM_CLOSED),
        on("5.1 idle DATA", opening().data(0, 1, 1), protocol),
        on("5.1 idle RST_STREAM", opening().frame(RST_STREAM, 0, 1, 0, 0, 0, 0), protocol),
        on("5.1 idle WINDOW_UPDATE", opening().windowUpdate(1, 1), protocol),
        on("6.1 DATA on 0", opening().data(0, 0, 1), protocol),
        on("6.1 padding", opening().requestWithBody(1).frame(DATA, PADDED, 1, 2, 0), protocol),
        on("6.1 no pad length", opening().requestWithBody(1).frame(DATA, PADDED, 1), protocol),
        on("6.2 padding", opening().frame(HEADERS, PADDED | END_HEADERS, 1, 2, 0), protocol),
        on("6.2 short", opening().frame(HEADERS, PADDED | PRIORITY_FLAG, 1, 0, 0, 0), size),
        on("6.3 PRIORITY on 0", opening().frame(PRIORITY, 0, 0, 0, 0, 0, 0, 0), protocol),
        on("6.4 RST_STREAM on 0", opening().frame(RST_STREAM, 0, 0, 0, 0, 0, 0), protocol),
        on("6.4 length", opening().requestWithBody(1).frame(RST_STREAM, 0, 1, 0, 0, 0), size),
        on("6.5 SETTINGS on 1", opening().frame(SETTINGS, 0, 1), protocol),
        on("6.5 length", opening().frame(SETTINGS, 0, 0, 0, 3, 0, 0, 0), size),
        on("6.5 ACK with payload", opening().frame(SETTINGS, ACK, 0, 0, 3, 0, 0, 0, 9), size),
        on("6.5.2 push", opening().setting(2, 2), protocol),
        on("6.5.2 window", opening().setting(4, 0x8000_0000L), ErrorCode.FLOW_CONTROL_ERROR),
        on("6.5.2 small frames", opening().setting(5, 16_383), protocol),
        on("6.5.2 large frames", opening().setting(5, 0x100_0000), protocol),
        on("6.6 push", opening().frame(PUSH_PROMISE, 0, 1, 0, 0, 0, 2), protocol),
        on("6.7 PING on 1", opening().frame(PING, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), protocol),
        on("6.7 length", opening().frame(PING, 0, 0, 1), size),
        on("6.8 GOAWAY on 1", opening().frame(GOAWAY, 0, 1, new byte[8]), protocol),
        on("6.8 length", opening().frame(GOAWAY, 0, 0, new byte[7]), size),
        on("6.9 length", opening().frame(WINDOW_UPDATE, 0, 0, 1, 2, 3), size),
        on("6.10 nothing begun", opening().frame(CONTINUATION, END_HEADERS, 1), protocol),
        on("6.10 other stream", block().frame(CONTINUATION, END_HEADERS, 3), protocol),
        on("6.10 other frame", block().frame(PING, 0, 0, new byte[8]), protocol),
        on("6.10 unknown frame", block().frame(99, 0, 1), protocol),
        on("6.10 HEADERS again", block().request(1), protocol));
  }

  private static FrameBytes block() {
    return opening().frame(HEADERS, END_STREAM, 1, 0x82);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  @Rule(section = "4.2", rule = "a frame longer than SETTINGS_MAX_FRAME_SIZE is FRAME_SIZE_ERROR")
  @Rule(section = "3.4", rule = "the first frame is SETTINGS, and no acknowledgement")
  @Rule(
      section = "5.1",
      rule = "DATA, RST_STREAM or WINDOW_UPDATE on an idle stream is PROTOCOL_ERROR")
  @Rule(section = "5.1.1", rule = "a client opens odd streams, each higher than the last")
  @Rule(section = "6.1", rule = "DATA is on a stream, and its padding fits")
  @Rule(section = "6.2", rule = "HEADERS are on a stream, and their padding and priority fit")
  @Rule(section = "6.3", rule = "PRIORITY is on a stream")
  @Rule(section = "6.4", rule = "RST_STREAM is on a stream, of 4 octets")
  @Rule(section = "6.5", rule = "SETTINGS are on stream 0, of whole entries, or empty with ACK")
  @Rule(section = "6.5.2", rule = "settings out of their range end the connection")
  @Rule(section = "6.6", rule = "a client must not push")
  @Rule(section = "6.7", rule = "PING is on stream 0, of 8 octets")
  @Rule(section = "6.8", rule = "GOAWAY is on stream 0, of 8 octets or more")
  @Rule(section = "6.9", rule = "WINDOW_UPDATE is of 4 octets")
  @Rule(
      section = "6.10",
      rule = "nothing but CONTINUATION of its stream comes within a field block")
  void endsTheConnection(String what, FrameBytes client, ErrorCode code) {
    Exchange exchange = Exchange.of(client.request(101));
    Received.Failed failed =
        assertInstanceOf(Received.Failed.class, exchange.occurred.getLast(), what);
    assertEquals(code, failed.code());
    String last = exchange.answers().getLast();
    assertEquals("GOAWAY 0", last.substring(0, 8), "nothing is answered after the GOAWAY");
    assertEquals(code.name() + "]", last.substring(last.lastIndexOf(' ') + 1));
  }

  @Test
  @Rule(section = "6.8", rule = "GOAWAY names the last stream that was handled")
  void namesTheLastStreamItHandled() {
    Exchange exchange = Exchange.of(opening().request(7).frame(PING, 0, 0, 1));
    assertEquals("GOAWAY 0 [7 FRAME_SIZE_ERROR]", exchange.answers().getLast());
  }

  @Test
  @Rule(section = "5.1", rule = "DATA on a closed stream is STREAM_CLOSED of the stream")
  void answersAClosedStreamsDataByAResetAndGoesOn() {
    Exchange exchange = Exchange.of(opening().request(1).data(0, 1, 9).request(3));
    assertEquals("RST_STREAM 1 [STREAM_CLOSED]", exchange.answers().get(2));
    assertEquals(Exchange.hello(3), exchange.answers().subList(3, 5));
  }

  @Test
  @Rule(
      section = "6.3",
      rule = "PRIORITY of another length than 5 is FRAME_SIZE_ERROR of the stream")
  void answersAPriorityOfWrongLengthByAReset() {
    FrameBytes client = opening().requestWithBody(1).frame(PRIORITY, 0, 1, 0, 0).request(3);
    Exchange exchange = Exchange.of(client);
    assertEquals("RST_STREAM 1 [FRAME_SIZE_ERROR]", exchange.answers().getFirst());
    assertEquals(Exchange.hello(3), exchange.answers().subList(1, 3));
  }

  @Test
  @Rule(section = "6.4", rule = "an idle stream is not reset")
  void resetsNoIdleStream() {
    FrameBytes client = opening().request(9).frame(PRIORITY, 0, 11, 0, 0);
    assertEquals("GOAWAY 0 [9 FRAME_SIZE_ERROR]", Exchange.of(client).answers().getLast());
  }

  @Test
  @Rule(section = "5.1", rule = "what comes on a stream that was reset is ignored")
  void resetsNoStreamTwice() {
    FrameBytes client = opening().requestWithBody(1).requestWithBody(1); // trailers without an end
    client.windowUpdate(1, 0).data(0, 1, 5).request(1).frame(PRIORITY, 0, 1, 0, 0);
    assertEquals(List.of("RST_STREAM 1 [PROTOCOL_ERROR]"), Exchange.of(client).answers());
  }

  @ParameterizedTest
  @ValueSource(ints = {DATA, RST_STREAM, WINDOW_UPDATE})
  @Rule(section = "5.1.1", rule = "even streams are idle, as a server without push opens none")
  void streamsThatTheServerWouldHaveToOpenAreIdle(int type) {
    FrameBytes client = opening().request(9).frame(type, 0, 2, 0, 0, 0, 1);
    assertEquals("GOAWAY 0 [9 PROTOCOL_ERROR]", Exchange.of(client).answers().getLast());
  }

  @Test
  @Rule(section = "5.1", rule = "late RST_STREAM and WINDOW_UPDATE on a closed stream are ignored")
  void ignoresWhatComesLateToAClosedStream() {
    FrameBytes client =
        opening().request(1).windowUpdate(1, 5).frame(RST_STREAM, 0, 1, 0, 0, 0, 8).request(3);
    List<String> answers = Exchange.of(client).answers();
    assertEquals(Exchange.hello(3), answers.subList(2, 4));
  }
}
