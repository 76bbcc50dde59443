package h2lab.server.library;

import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Received;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed requests, and what else {@code METHOD/http2} makes of rules that are broken. */
class NettyMalformedTest {
  private static final int WHOLE = END_STREAM | END_HEADERS;
  private static final String[] GET = {":method", "GET", ":scheme", "http", ":path", "/"};

  static Stream<List<String>> malformed() {
    return Stream.of(
        with(GET, "a", "b", ":authority", "h"),
        with(GET, ":extra", "x"),
        with(GET, ":path", "/again"),
        with(GET, ":status", "200"),
        with(GET, ":protocol", "websocket"),
        List.of(":scheme", "http", ":path", "/"),
        List.of(":method", "", ":scheme", "http", ":path", "/"),
        List.of(":method", "GET", ":path", "/"),
        List.of(":method", "GET", ":scheme", "http"),
        List.of(":method", "GET", ":scheme", "http", ":path", ""),
        List.of(":method", "GET", ":scheme", "http", ":path", "x"),
        List.of(":method", "GET", ":scheme", "https", ":path", "*"),
        List.of(":method", "CONNECT"),
        List.of(":method", "CONNECT", ":authority", "h", ":path", "/"),
        with(GET, "Upper", "x"),
        with(GET, "a b", "x"),
        with(GET, "", "x"),
        with(GET, "a", "x\u0000"),
        with(GET, "a", " x"),
        with(GET, "a", "x "),
        with(GET, "a", "x\t"),
        with(GET, "a", "x\ry"),
        with(GET, "a", "x\ny"),
        with(GET, "connection", "close"),
        with(GET, "proxy-connection", "close"),
        with(GET, "keep-alive", "1"),
        with(GET, "transfer-encoding", "chunked"),
        with(GET, "upgrade", "h2c"),
        with(GET, "te", "gzip"),
        with(GET, "content-length", "x"),
        with(GET, "content-length", "1"),
        with(GET, "content-length", "0", "content-length", "1"));
  }

  private static List<String> with(String[] fields, String... more) {
    return Stream.concat(Stream.of(fields), Stream.of(more)).toList();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void requestsAreReset(List<String> fields) {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(headers(1, WHOLE, fields)).feed(FrameBytes.nothing().request(3));
      assertEquals("RST_STREAM 1 PROTOCOL_ERROR", talk.answers.getFirst());
      assertEquals("Hello World\n", talk.contentText());
      assertEquals(1, talk.protocol.requests());
    }
  }

  static Stream<List<String>> unusual() {
    return Stream.of(
        with(GET, "te", "trailers"),
        with(GET, "a", ""),
        with(GET, "content-length", "0"),
        with(GET, ":authority", "h", "host", "h"),
        List.of(":path", "/", ":scheme", "HTTP", ":method", "GET"));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void unusualOnesAreNot(List<String> fields) {
    try (NettyTalk talk = NettyTalk.opened().feed(headers(1, WHOLE, fields))) {
      assertEquals("Hello World\n", talk.contentText());
    }
  }

  @Test
  void connectIsNotAllowed() {
    List<String> connect = List.of(":method", "CONNECT", ":authority", "h");
    try (NettyTalk talk = NettyTalk.opened().feed(headers(1, WHOLE, connect))) {
      assertTrue(talk.answers.getFirst().startsWith("HEADERS 1 :status=405"));
    }
  }

  @Test
  void contentMustBeAsLongAsItSays() {
    for (int octets : new int[] {4, 6}) {
      try (NettyTalk talk = NettyTalk.opened()) {
        talk.feed(NettyTalk.post(1, "/sink", "content-length", "5"));
        talk.feed(FrameBytes.nothing().data(END_STREAM, 1, octets));
        assertEquals(List.of("RST_STREAM 1 PROTOCOL_ERROR"), talk.withoutUpdates());
      }
    }
  }

  @Test
  void trailersHaveNoPseudoHeadersAndEndTheStream() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().requestWithBody(1).requestWithBody(3));
      talk.feed(headers(1, WHOLE, List.of(":path", "/")));
      talk.feed(headers(3, END_HEADERS, List.of("a", "b")));
      assertEquals(
          List.of("RST_STREAM 1 PROTOCOL_ERROR", "RST_STREAM 3 PROTOCOL_ERROR"), talk.answers);
    }
  }

  @Test
  void trailersKeepTheRulesOfFieldsAndTheLimitOfSections() {
    for (String value : List.of("x ", "v".repeat(16_360))) {
      try (NettyTalk talk = NettyTalk.opened()) {
        talk.feed(FrameBytes.nothing().requestWithBody(1));
        talk.feed(headers(1, WHOLE, List.of("a", value)));
        assertEquals(List.of("RST_STREAM 1 PROTOCOL_ERROR"), talk.answers);
      }
    }
  }

  @Test
  void fieldBlocksThatCannotBeDecodedEndTheConnection() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().frame(HEADERS, WHOLE, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
      assertEquals(ErrorCode.COMPRESSION_ERROR, failure(talk).code());
    }
  }

  @Test
  void framesThatAreTooLongEndTheConnection() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().header(16_385, DATA, 0, 1));
      assertEquals(ErrorCode.FRAME_SIZE_ERROR, failure(talk).code());
      assertEquals("GOAWAY 0 FRAME_SIZE_ERROR", talk.answers.getLast());
    }
  }

  @Test
  void dataBeyondTheWindowEndsWhatItBelongsTo() {
    try (NettyTalk talk = NettyTalk.opened()) {
      talk.feed(FrameBytes.nothing().setting(4, 0)).feed(NettyTalk.post(1, "/echo"));
      for (int i = 0; i < 5; i++) {
        talk.feed(FrameBytes.nothing().data(0, 1, 16_000));
      }
      assertEquals(ErrorCode.FLOW_CONTROL_ERROR, failure(talk).code());
    }
  }

  @Test
  void otherProtocolsAreNotTakenForHttp2() {
    for (String greeting :
        List.of("GET / HTTP/1.1\r\nhost: h\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")) {
      try (NettyTalk talk = new NettyTalk(h2lab.server.http2.Limits.DEFAULT, 1 << 16)) {
        talk.feed(FrameBytes.nothing().text(greeting));
        assertEquals(List.of(new Received.PrefaceMismatch()), talk.occurred);
        assertEquals("GOAWAY 0 PROTOCOL_ERROR", talk.answers.getLast());
      }
    }
  }

  private static Received.Failed failure(NettyTalk talk) {
    return (Received.Failed) talk.occurred.getLast();
  }

  private static FrameBytes headers(int streamId, int flags, List<String> fields) {
    return FrameBytes.nothing()
        .frame(HEADERS, flags, streamId, NettyTalk.block(fields.toArray(String[]::new)));
  }
}
