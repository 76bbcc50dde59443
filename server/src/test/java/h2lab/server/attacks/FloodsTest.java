package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.TestClient;
import h2lab.server.Tls;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that send without end are told to go, and why, while others are served. */
@Timeout(120)
class FloodsTest {
  private static final List<String> OTHER_METHODS =
      List.of("thread", "virtual-thread", "virtual-thread --poller epoll", "async");

  private static final String LIBRARY = "async-custom/http2";

  /** One of each kind, for the methods that share the protocol core with async-custom. */
  private static final List<Flood> KINDS =
      List.of(
          ResetFlood.RAPID_RESET,
          ResetFlood.WINDOW_BY_ZERO,
          ResetFlood.TOO_MANY_STREAMS,
          FieldFlood.CONTINUATION_SMALL,
          FieldFlood.BOMB,
          FrameFlood.PING,
          FrameFlood.SETTINGS_FULL,
          FrameFlood.EMPTY_DATA,
          WindowFlood.DRIBBLE);

  static Stream<Arguments> cells() {
    return Stream.concat(
        Flood.all().stream().map(flood -> Arguments.of("async-custom", flood)),
        OTHER_METHODS.stream()
            .flatMap(method -> KINDS.stream().map(flood -> Arguments.of(method, flood))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cells")
  void areEndedWithinTheirBoundWhileOthersAreServed(String method, Flood flood) throws IOException {
    try (Besieged server = Besieged.with(Besieged.serving(method, Tls.OFF));
        Attacker attacker = Attacker.connect(server.url())) {
      server.serveTheWitness();
      attacker.send(flood.begin());
      attacker.flood(flood, 0, flood.bound() / 2);
      server.serveTheWitness();
      attacker.flood(flood, flood.bound() / 2, flood.bound());
      Goodbye goodbye = attacker.awaitEnd();
      assertTrue(goodbye.says(flood.end()), goodbye + " instead of " + flood.end());
      server.serveTheWitness();
      attacker.leave();
      server.awaitGone(1);
      List<String> life = server.life(attacker.port());
      assertTrue(life.contains("CLOSED " + goodbye), life.toString());
    }
  }

  static List<Flood> kinds() {
    return KINDS;
  }

  /** All but one of more fields than anybody has, which Netty's codec answers with 431. */
  static Stream<Flood> kindsTheLibraryEnds() {
    return KINDS.stream().filter(flood -> flood != FieldFlood.BOMB);
  }

  /** Netty's codec counts some of it by itself, and then gives reasons of its own. */
  @ParameterizedTest
  @MethodSource("kindsTheLibraryEnds")
  void areEndedByTheLibraryWithTheSameCode(Flood flood) throws IOException {
    try (Besieged server = Besieged.with(ServerOptions.serving(LIBRARY, Tls.OFF));
        Attacker attacker = Attacker.connect(server.url())) {
      server.serveTheWitness();
      attacker.send(flood.begin());
      attacker.flood(flood, 0, flood.bound());
      server.serveTheWitness();
      Goodbye goodbye = attacker.awaitEnd();
      assertEquals(Goodbye.name(flood.end().code()), Goodbye.name(goodbye.code()));
      attacker.leave();
      server.awaitGone(1);
      String end = server.life(attacker.port()).getLast();
      assertTrue(end.startsWith("CLOSED " + Goodbye.name(goodbye.code())), end);
    }
  }

  /** Where one client is served at a time, others are served afterwards. */
  @ParameterizedTest
  @MethodSource("kinds")
  void leaveTheOnlyPlaceToWhoWaitsForIt(Flood flood) throws IOException {
    try (Besieged server = Besieged.with(ServerOptions.serving("none", Tls.OFF));
        Attacker attacker = Attacker.connect(server.url());
        TestClient next = TestClient.connect(server.url())) {
      next.send(AttackFrames.opening().request(1));
      attacker.send(flood.begin());
      attacker.flood(flood, 0, flood.bound());
      Goodbye goodbye = attacker.awaitEnd();
      assertTrue(goodbye.says(flood.end()), goodbye + " instead of " + flood.end());
      attacker.leave();
      assertEquals(List.of(1), next.readResponses(1));
    }
  }
}
