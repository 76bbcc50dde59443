package h2lab.server.library;

import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.PING;
import static h2lab.server.http2.FrameBytes.PRIORITY;
import static h2lab.server.http2.FrameBytes.RST_STREAM;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameBytes;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import h2lab.server.http2.Received;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code METHOD/http2} tolerates, and what becomes of those who go beyond. */
class NettyLimitsTest {
  private static final int BURST = 5;
  private static final int CLOSED_STREAM = 1;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final byte[] BAD_PATH = NettyTalk.request("GET", "nowhere");

  private static final Limits FEW =
      new Limits(
          100,
          16_384,
          65_536,
          32,
          1 << 20,
          Arrays.stream(Nuisance.values())
              .collect(Collectors.toMap(n -> n, NettyLimitsTest::burst)));

  /** The first SETTINGS counts too. */
  private static int burst(Nuisance nuisance) {
    return nuisance == Nuisance.SETTINGS ? BURST + 1 : BURST;
  }

  /** Each nuisance as frames, the n-th of them. */
  static Stream<Arguments> nuisances() {
    return Stream.of(
        nuisance(Nuisance.RESET_BY_CLIENT, n -> open(n).frame(RST_STREAM, 0, id(n), 0, 0, 0, 8)),
        nuisance(
            Nuisance.RESET_BY_SERVER,
            n -> nothing().frame(HEADERS, END_HEADERS | END_STREAM, id(n), BAD_PATH)),
        nuisance(Nuisance.SETTINGS, n -> nothing().frame(SETTINGS, 0, 0)),
        nuisance(Nuisance.PING, n -> nothing().frame(PING, 0, 0, new byte[8])),
        nuisance(Nuisance.EMPTY_DATA, n -> (n == 0 ? open(0) : nothing()).data(0, id(0), 0)),
        nuisance(Nuisance.SMALL_WINDOW_UPDATE, n -> nothing().windowUpdate(0, 1_023)),
        nuisance(Nuisance.NO_EFFECT, n -> nothing().frame(PRIORITY, 0, 1, 0, 0, 0, 0, 7)),
        nuisance(Nuisance.NO_EFFECT, n -> nothing().frame(0xbe, 0, 0, new byte[3])),
        nuisance(Nuisance.NO_EFFECT, n -> nothing().frame(PING, 1, 0, new byte[8])),
        nuisance(Nuisance.NO_EFFECT, n -> nothing().frame(SETTINGS, 1, 0)),
        nuisance(
            Nuisance.NO_EFFECT,
            n ->
                n == 0
                    ? open(0).frame(GOAWAY, 0, 0, new byte[8]).frame(GOAWAY, 0, 0, new byte[8])
                    : nothing().frame(GOAWAY, 0, 0, new byte[8])),
        nuisance(
            Nuisance.NO_EFFECT, n -> nothing().frame(RST_STREAM, 0, CLOSED_STREAM, 0, 0, 0, 8)));
  }

  private static Arguments nuisance(Nuisance nuisance, IntFunction<FrameBytes> frames) {
    return Arguments.of(nuisance, frames);
  }

  private static FrameBytes nothing() {
    return FrameBytes.nothing();
  }

  private static FrameBytes open(int n) {
    return nothing().requestWithBody(id(n));
  }

  private static int id(int n) {
    return CLOSED_STREAM + 2 * (n + 1);
  }

  @ParameterizedTest
  @MethodSource("nuisances")
  void areToleratedAsOftenAsTheirBudgetSays(Nuisance nuisance, IntFunction<FrameBytes> frames) {
    try (NettyTalk talk = NettyTalk.opened(FEW)) {
      talk.feed(nothing().request(CLOSED_STREAM));
      for (int n = 0; n < BURST; n++) {
        talk.feed(frames.apply(n));
        assertTrue(failures(talk).isEmpty(), nuisance + " number " + n + ": " + talk.occurred);
      }
      talk.feed(frames.apply(BURST));
      assertEquals(1, failures(talk).size(), () -> nuisance + ": " + talk.answers);
      assertEquals(ErrorCode.ENHANCE_YOUR_CALM, failures(talk).getFirst().code());
      assertTrue(talk.answers.getLast().endsWith("ENHANCE_YOUR_CALM"), talk.answers::toString);
    }
  }

  private static List<Received.Failed> failures(NettyTalk talk) {
    return talk.occurred.stream()
        .filter(Received.Failed.class::isInstance)
        .map(Received.Failed.class::cast)
        .toList();
  }

  @Test
  void framesBeforeTheOneTooManyAreAnswered() {
    FrameBytes pings = nothing();
    for (int n = 0; n < 2 * BURST; n++) {
      pings.frame(PING, 0, 0, new byte[8]);
    }
    try (NettyTalk talk = NettyTalk.opened(FEW).feed(pings)) {
      assertEquals(BURST, talk.answers.stream().filter("PING+ack"::equals).count());
      assertEquals("GOAWAY 0 ENHANCE_YOUR_CALM", talk.answers.getLast());
      assertEquals("too many ping", failures(talk).getFirst().reason());
    }
  }

  @Test
  void budgetsRefillByTheTimeTheyAreTold() {
    try (NettyTalk talk = NettyTalk.opened(FEW)) {
      for (int second = 0; second < 20; second++) {
        talk.protocol.time(second * SECOND_NANOS);
        for (int n = 0; n < BURST; n++) {
          talk.feed(nothing().frame(PING, 0, 0, new byte[8]));
        }
      }
      assertEquals(List.of(), failures(talk));
      talk.feed(nothing().frame(PING, 0, 0, new byte[8]));
      assertEquals(1, failures(talk).size());
    }
  }

  @Test
  void dataThatIsSentIsAReasonToOpenWindowsByLittle() {
    try (NettyTalk talk = NettyTalk.opened(FEW)) {
      talk.feed(NettyTalk.get(1, "/octets/1000000"));
      for (int n = 0; n < 100; n++) {
        talk.feed(nothing().windowUpdate(0, 500).windowUpdate(1, 500));
      }
      assertEquals(List.of(), failures(talk));
    }
  }

  @Test
  void aLaterNuisanceIsJudgedThoughItsWindowUpdateIsCutInTwo() {
    byte[] update = nothing().windowUpdate(0, 1).octets();
    try (NettyTalk talk = NettyTalk.opened(FEW)) {
      for (int n = 0; n <= BURST; n++) {
        talk.feed(Arrays.copyOf(update, 10)).feed(Arrays.copyOfRange(update, 10, 13));
      }
      assertEquals("too many small-window-update", failures(talk).getFirst().reason());
    }
  }

  @ParameterizedTest
  @EnumSource(Nuisance.class)
  void defaultsAreFarFromWhatClientsDo(Nuisance nuisance) {
    assertTrue(nuisance.burst() >= 100, nuisance.toString());
  }

  @Test
  void streamsBeyondTheirNumberAreRefused() {
    Limits two = new Limits(2, 16_384, 65_536, 32, 1 << 20, Map.of());
    try (NettyTalk talk = NettyTalk.opened(two)) {
      talk.feed(open(0)).feed(open(1)).feed(open(2));
      assertEquals(List.of("RST_STREAM 7 REFUSED_STREAM"), talk.answers);
      talk.feed(nothing().data(END_STREAM, id(0), 0)).feed(nothing().request(9));
      assertTrue(talk.answers.getLast().startsWith("DATA+end 9"), talk.answers::toString);
    }
  }

  @Test
  void fieldBlocksOfTooManyOctetsEndTheConnection() {
    Limits limits = new Limits(10, 16_384, 20_000, 32, 1 << 20, Map.of());
    try (NettyTalk talk = NettyTalk.opened(limits)) {
      talk.feed(nothing().frame(HEADERS, END_STREAM, 1, new byte[16_000]));
      assertTrue(talk.protocol.inFieldBlock());
      talk.feed(nothing().frame(CONTINUATION, 0, 1, new byte[4_000]));
      assertEquals(List.of(), failures(talk));
      talk.feed(nothing().frame(CONTINUATION, END_HEADERS, 1, new byte[1]));
      assertEquals(ErrorCode.ENHANCE_YOUR_CALM, failures(talk).getFirst().code());
      assertEquals("field block exceeds its limits", failures(talk).getFirst().reason());
    }
  }

  @Test
  void fieldBlocksOfTooManyFramesEndTheConnection() {
    Limits limits = new Limits(10, 16_384, 65_536, 4, 1 << 20, Map.of());
    try (NettyTalk talk = NettyTalk.opened(limits)) {
      talk.feed(nothing().frame(HEADERS, END_STREAM, 1, 0x82));
      for (int i = 0; i < 3; i++) {
        talk.feed(nothing().frame(CONTINUATION, 0, 1, new byte[0]));
      }
      assertEquals(List.of(), failures(talk));
      talk.feed(nothing().frame(CONTINUATION, 0, 1, new byte[0]));
      assertEquals(ErrorCode.ENHANCE_YOUR_CALM, failures(talk).getFirst().code());
    }
  }

  @Test
  void fieldBlocksWithinTheirLimitsAreDecodedWhateverTheSizeOfTheSection() {
    byte[] large = NettyTalk.request("GET", "/", "x", "v".repeat(40_000));
    FrameBytes frames = nothing().frame(HEADERS, END_STREAM, 1, Arrays.copyOf(large, 16_000));
    frames.frame(CONTINUATION, 0, 1, Arrays.copyOfRange(large, 16_000, 32_000));
    frames.frame(CONTINUATION, END_HEADERS, 1, Arrays.copyOfRange(large, 32_000, large.length));
    try (NettyTalk talk = NettyTalk.opened().feed(frames)) {
      assertEquals("HEADERS+end 1 :status=431 content-type=text/plain", talk.answers.getFirst());
      assertEquals(List.of(), failures(talk));
    }
  }

  @Test
  void ourSettingsTellTheLimits() {
    var out = java.nio.ByteBuffer.allocate(100);
    NettyHttp2 protocol = new NettyHttp2(FEW);
    protocol.start(out);
    assertEquals(9 + 2 * 6, out.position());
    assertEquals(3, out.getShort(9));
    assertEquals(100, out.getInt(11));
    assertEquals(6, out.getShort(15));
    assertEquals(16_384, out.getInt(17));
    protocol.close();
  }

  @Test
  void requestsOfOthersAreNotTakenForNuisances() {
    try (NettyTalk talk = NettyTalk.opened()) {
      for (int n = 0; n < 2_000; n++) {
        talk.feed(nothing().request(id(n)));
      }
      assertEquals(2_000, talk.protocol.requests());
      assertInstanceOf(Received.Opened.class, talk.occurred.getLast());
    }
  }
}
