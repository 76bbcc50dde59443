package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FailuresAreCountedTest {
  @Test
  void whereTheStatusIsNotOfSuccess() {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "404"))) {
      Loading load = Loading.of(server.url(), "-n", "10", "-m", "3");
      assertEquals(
          "10 total, 10 started, 10 done, 0 succeeded, 10 failed, 0 errored, 0 timeout",
          load.requests());
      assertEquals(1, load.exitCode());
    }
  }

  @Test
  void whereTheServerResetsStreams() {
    AnsweringServer.Answer everyThird =
        (connection, stream, number) -> {
          if (number % 3 == 0) {
            connection.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream));
          } else {
            AnsweringServer.hello(connection, stream, "200");
          }
        };
    try (var server = AnsweringServer.cleartext(everyThird)) {
      Loading load = Loading.of(server.url(), "-n", "30", "-m", "7");
      assertEquals(
          "30 total, 30 started, 30 done, 20 succeeded, 10 failed, 10 errored, 0 timeout",
          load.requests());
      assertEquals("h2lab: 10 x stream reset by the server (CANCEL)\n", load.err());
      assertEquals(1, load.exitCode());
    }
  }

  @Test
  void whereTheServerGoesAwayMidRun() {
    AnsweringServer.Answer tenOnly =
        (connection, stream, number) -> {
          if (number == 10) {
            connection.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
          }
          AnsweringServer.hello(connection, stream, "200");
        };
    try (var server = AnsweringServer.cleartext(tenOnly)) {
      Loading load = Loading.of(server.url(), "-n", "100");
      assertEquals(
          "100 total, 10 started, 10 done, 10 succeeded, 90 failed, 90 errored, 0 timeout",
          load.requests());
      assertEquals("h2lab: 1 x GOAWAY from the server (NO_ERROR)\n", load.err());
      assertEquals(1, load.exitCode());
    }
  }

  @Test
  void whereTheConnectionEnds() {
    AnsweringServer.Answer tenOnly =
        (connection, stream, number) -> {
          if (number == 11) {
            connection.channel().close();
          } else {
            AnsweringServer.hello(connection, stream, "200");
          }
        };
    try (var server = AnsweringServer.cleartext(tenOnly)) {
      Loading load = Loading.of(server.url(), "-n", "100");
      assertEquals(
          "100 total, 11 started, 10 done, 10 succeeded, 90 failed, 90 errored, 0 timeout",
          load.requests());
      assertEquals(1, load.exitCode());
    }
  }

  @Test
  void whereTheServerStopsAnswering() {
    AnsweringServer.Answer sixOnly =
        (connection, stream, number) -> {
          if (number <= 6) {
            AnsweringServer.hello(connection, stream, "200");
          }
        };
    try (var server = AnsweringServer.cleartext(sixOnly)) {
      Loading load = Loading.of(server.url(), "-n", "20", "-m", "3", "--timeout", "0.3");
      assertEquals(
          "20 total, 9 started, 6 done, 6 succeeded, 14 failed, 14 errored, 14 timeout",
          load.requests());
      assertEquals("h2lab: 1 x no progress for 300.00ms\n", load.err());
      assertEquals(1, load.exitCode());
    }
  }

  @Test
  void whereTheServerSaysNothingAtAll() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (String scheme : new String[] {"http", "https"}) {
        String url = scheme + "://127.0.0.1:" + silent.getLocalPort() + "/";
        Loading counted = Loading.of(url, "-n", "9", "-c", "2", "--timeout", "0.2");
        assertEquals(
            "9 total, 0 started, 0 done, 0 succeeded, 9 failed, 9 errored, 9 timeout",
            counted.requests());
        assertEquals(1, counted.exitCode());
        Loading timed = Loading.of(url, "-D", "9", "-c", "2", "-m", "5", "--timeout", "0.2");
        assertEquals(
            "10 total, 0 started, 0 done, 0 succeeded, 10 failed, 10 errored, 10 timeout",
            timed.requests());
        assertEquals("h2lab: 2 x no HTTP/2 connection within 200.00ms\n", timed.err());
        assertEquals(1, timed.exitCode());
      }
    }
  }

  @Test
  void whereNobodyListens() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    Loading load = Loading.of("http://127.0.0.1:" + port + "/", "-n", "9", "-c", "3");
    assertEquals(
        "9 total, 0 started, 0 done, 0 succeeded, 9 failed, 9 errored, 0 timeout", load.requests());
    assertEquals("h2lab: 3 x connection refused\n", load.err());
    assertEquals(3, load.exitCode());
  }

  @Test
  void whereTlsHasNoH2() throws Exception {
    try (var server =
        new AnsweringServer(
            TestTls.of("TLSv1.3", "http/1.1"), Http2Settings.defaultSettings(), (c, s, n) -> {})) {
      Loading load = Loading.of(server.url());
      assertEquals("h2lab: 1 x TLS: the server did not select h2 by ALPN\n", load.err());
      assertEquals(3, load.exitCode());
    }
  }

  @Test
  void whereTheServerDoesNotSpeakTls() {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      Loading load = Loading.of(server.url().replace("http:", "https:"), "-n", "2", "-c", "2");
      assertTrue(load.err().startsWith("h2lab: 2 x "), load.err());
      assertEquals(3, load.exitCode());
    }
  }
}
