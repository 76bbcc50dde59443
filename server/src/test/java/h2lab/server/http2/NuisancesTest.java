package h2lab.server.http2;

import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.conformance.Rule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the table of nuisances: so many are tolerated, one more ends the connection (10.5). */
class NuisancesTest {
  private static final int BURST = 5;
  private static final long SECOND_NANOS = 1_000_000_000;

  private static Exchange begun(Nuisance nuisance) {
    Limits limits = new Limits(10, 1_000, 1_000, 8, 100, Map.of(nuisance, BURST));
    FrameBytes client = opening();
    if (nuisance == Nuisance.SETTINGS) {
      return Exchange.of(nothing().preface(), limits); // the first counts too
    }
    return Exchange.of(
        nuisance == Nuisance.EMPTY_DATA ? client.requestWithBody(1) : client, limits);
  }

  /** The n-th nuisance. */
  private static FrameBytes one(Nuisance nuisance, int n) {
    return switch (nuisance) {
      case RESET_BY_CLIENT ->
          nothing()
              .requestWithBody(3 + 2 * n)
              .frame(FrameBytes.RST_STREAM, 0, 3 + 2 * n, 0, 0, 0, 8);
      case RESET_BY_SERVER -> nothing().requestWithBody(3 + 2 * n).windowUpdate(3 + 2 * n, 0);
      case SETTINGS -> nothing().frame(FrameBytes.SETTINGS, 0, 0);
      case PING -> nothing().frame(FrameBytes.PING, 0, 0, new byte[8]);
      case EMPTY_DATA -> nothing().data(0, 1, 0);
      case SMALL_WINDOW_UPDATE -> nothing().windowUpdate(0, 1);
      case NO_EFFECT -> nothing().frame(FrameBytes.PRIORITY, 0, 7, new byte[5]);
    };
  }

  private static boolean isCalmedDown(Exchange exchange) {
    return !exchange.answers().isEmpty()
        && exchange.answers().getLast().endsWith("ENHANCE_YOUR_CALM]");
  }

  @ParameterizedTest
  @EnumSource(Nuisance.class)
  @Rule(section = "10.5", rule = "a nuisance beyond its budget is ENHANCE_YOUR_CALM, not earlier")
  void toleratesABurstAndNotOneMore(Nuisance nuisance) {
    Exchange exchange = begun(nuisance);
    for (int n = 0; n < BURST; n++) {
      exchange.feed(one(nuisance, n));
      assertTrue(exchange.occurred.stream().noneMatch(Received.Failed.class::isInstance));
    }
    exchange.feed(one(nuisance, BURST));
    assertTrue(isCalmedDown(exchange), exchange.answers().toString());
    assertEquals(
        new Received.Failed(ErrorCode.ENHANCE_YOUR_CALM, "too many " + nuisance),
        exchange.occurred.getLast());
  }

  private static Stream<FrameBytes> endlessFrames() {
    return Stream.of(
        nothing().data(0, 1, 1),
        nothing().data(0, 1, 0),
        nothing().trailers(1),
        nothing().windowUpdate(1, 0),
        nothing().windowUpdate(1, 4_096),
        nothing().windowUpdate(3, 4_096),
        nothing().windowUpdate(3, 1),
        nothing().frame(FrameBytes.RST_STREAM, 0, 1, 0, 0, 0, 8),
        nothing().frame(FrameBytes.RST_STREAM, 0, 3, 0, 0, 0, 8),
        nothing().frame(200, 0, 0),
        nothing().frame(FrameBytes.SETTINGS, FrameBytes.ACK, 0),
        nothing().frame(FrameBytes.PING, FrameBytes.ACK, 0, new byte[8]),
        nothing().frame(FrameBytes.GOAWAY, 0, 0, new byte[8]));
  }

  /** Stream 1 was reset by the server, stream 3 is closed, 5 is open lest GOAWAY ends all. */
  @ParameterizedTest
  @MethodSource("endlessFrames")
  @Rule(section = "10.5", rule = "every frame that moves nothing counts for some budget")
  void nothingThatMovesNothingIsFree(FrameBytes frame) {
    FrameBytes client = opening().requestWithBody(1).requestWithBody(1).request(3);
    Exchange exchange = Exchange.of(client.requestWithBody(5));
    for (int n = 0; n < 1_100 && !isCalmedDown(exchange); n++) {
      exchange.feed(frame);
    }
    assertTrue(isCalmedDown(exchange));
  }

  @ParameterizedTest
  @EnumSource(Nuisance.class)
  @Rule(section = "10.5", rule = "budgets refill at their rate")
  void toleratesThemForeverAtTheirRate(Nuisance nuisance) {
    Exchange exchange = begun(nuisance);
    int perSecond = Math.min(BURST, nuisance.perSecond());
    for (int second = 0; second < 50; second++) {
      exchange.connection.time(second * SECOND_NANOS);
      for (int n = 0; n < perSecond; n++) {
        exchange.feed(one(nuisance, second * perSecond + n));
      }
    }
    assertFalse(isCalmedDown(exchange));
  }
}
