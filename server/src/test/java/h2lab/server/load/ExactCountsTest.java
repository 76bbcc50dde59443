package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactCountsTest {
  @ParameterizedTest
  @CsvSource({"1,1,1,1", "1,1,50,1", "1,100,1000,1", "3,7,100,1", "5,100,1003,2", "4,1,4,3"})
  void makesExactlyTheRequestsAskedFor(int clients, int inFlight, int requests, int threads) {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      Loading load =
          Loading.of(
              server.url(), "-c" + clients, "-m" + inFlight, "-n" + requests, "-t" + threads);
      assertAllSucceeded(requests, load);
      assertEquals(requests, server.requests());
      assertEquals(clients, server.connections());
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.3", "TLSv1.2"})
  void makesThemOverTls(String version) throws Exception {
    try (var server =
        new AnsweringServer(
            TestTls.of(version, "h2"),
            Http2Settings.defaultSettings(),
            (c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      Loading load = Loading.of(server.url(), "-c", "3", "-m", "10", "-n", "1000");
      assertAllSucceeded(1000, load);
      assertEquals(1000, server.requests());
      assertEquals(version, load.line("TLS Protocol: "));
    }
  }

  @Test
  void keepsToTheServersStreamLimit() {
    List<Http2FrameStream> held = new ArrayList<>();
    AnsweringServer.Answer tenAtATime =
        (connection, stream, number) -> {
          held.add(stream);
          if (held.size() == 10) {
            held.forEach(each -> AnsweringServer.hello(connection, each, "200"));
            held.clear();
          }
        };
    Http2Settings settings = Http2Settings.defaultSettings().maxConcurrentStreams(10);
    try (var server = new AnsweringServer(null, settings, tenAtATime)) {
      assertAllSucceeded(200, Loading.of(server.url(), "-m", "100", "-n", "200"));
    }
  }

  @Test
  void worksWithServersThatTakeNoHeaderTable() {
    Http2Settings settings = Http2Settings.defaultSettings().headerTableSize(0);
    try (var server =
        new AnsweringServer(null, settings, (c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      assertAllSucceeded(50, Loading.of(server.url(), "-m", "5", "-n", "50"));
    }
  }

  @Test
  void connectsAnewWhenStreamIdsAreUsedUp() throws Exception {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      LoadPlan plan = Plans.requests(server.url(), 2, 2, 20, 1, 3);
      LoadResult result = new LoadRun(plan, line -> {}).run(done -> {});
      assertEquals(new RequestCounts(20, 20, 20, 20, 0, 0, 0), result.requests());
      assertEquals(8, server.connections());
      assertEquals(List.of(), result.errors());
    }
  }

  @Test
  void makesExactlyTheRequestsOfTheSchedule() {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      String[] options = {"-D", "0.5", "--warm-up-time", "0.2", "--rate", "400", "-c", "3"};
      assertAllSucceeded(200, Loading.of(server.url(), options));
      assertEquals(280, server.requests());
    }
  }

  @Test
  void countsOnlyTheMeasuredPhase() {
    try (var server = AnsweringServer.cleartext((c, s, n) -> AnsweringServer.hello(c, s, "200"))) {
      Loading load = Loading.of(server.url(), "-D", "0.3", "--warm-up-time", "0.3", "-m", "10");
      assertEquals(0, load.exitCode(), load.err());
      long done = Long.parseLong(load.requests().split(" ")[0]);
      assertTrue(done > 0 && done < server.requests(), load.requests());
      List<String> phases =
          List.of(
              "Warm-up started",
              "Main benchmark duration is started",
              "Main benchmark duration is over");
      assertEquals(phases, load.out().lines().limit(3).toList());
    }
  }

  @Test
  void readsResponsesThatChangeTheHeaderTable() {
    try (var server = AnsweringServer.cleartext(ExactCountsTest::variedAnswer)) {
      Loading load = Loading.of(server.url(), "-m", "10", "-n", "300");
      assertEquals("200 2xx, 0 3xx, 100 4xx, 0 5xx", load.line("status codes: "));
    }
  }

  private static void variedAnswer(ChannelHandlerContext c, Http2FrameStream stream, int number) {
    AnsweringServer.hello(c, stream, number % 3 == 0 ? "418" : number % 3 == 1 ? "207" : "226");
  }

  @ParameterizedTest
  @CsvSource({"0,30,30", "70000,30,30", "3000000,30,30", "3000000,14,16", "20000,5,10"})
  void takesWholeResponsesOfAnySize(int octets, int streamBits, int connectionBits) {
    AnsweringServer.Answer answer = (c, s, n) -> AnsweringServer.octets(c, s, octets, octets);
    try (var server = AnsweringServer.cleartext(answer)) {
      String[] options = {"-n10", "-m3", "-c2", "-w" + streamBits, "-W" + connectionBits};
      Loading load = Loading.of(server.url(), options);
      assertAllSucceeded(10, load);
      assertTrue(load.line("data: ").contains("(" + 10L * octets + ") in, "), load.out());
    }
  }

  @Test
  void takesThemOverTls() throws Exception {
    AnsweringServer.Answer answer = (c, s, n) -> AnsweringServer.octets(c, s, 500_000, 500_000);
    Http2Settings settings = Http2Settings.defaultSettings();
    try (var server = new AnsweringServer(TestTls.of("TLSv1.3", "h2"), settings, answer)) {
      Loading load = Loading.of(server.url(), "-c", "3", "-m", "4", "-n", "24", "-w", "16");
      assertAllSucceeded(24, load);
      assertTrue(load.line("data: ").contains("(12000000) in, "), load.out());
    }
  }

  @Test
  void failsThoseThatAreShorterThanTheySay() {
    AnsweringServer.Answer answer =
        (c, s, n) -> AnsweringServer.octets(c, s, 70_000, n % 2 == 0 ? 70_000 : 69_999);
    try (var server = AnsweringServer.cleartext(answer)) {
      Loading load = Loading.of(server.url(), "-n", "10", "-m", "2");
      assertEquals(
          "10 total, 10 started, 10 done, 5 succeeded, 5 failed, 5 errored, 0 timeout",
          load.requests());
      assertEquals("h2lab: 5 x a response shorter than its content-length\n", load.err());
      assertEquals(1, load.exitCode());
    }
  }

  private static void assertAllSucceeded(int requests, Loading load) {
    String expected =
        "%1$d total, %1$d started, %1$d done, %1$d succeeded, 0 failed, 0 errored, 0 timeout";
    assertEquals(expected.formatted(requests), load.requests());
    assertEquals("", load.err());
    assertEquals(0, load.exitCode());
  }
}
