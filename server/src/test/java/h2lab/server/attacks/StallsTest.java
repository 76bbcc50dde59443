package h2lab.server.attacks;

import static h2lab.server.http2.FrameBytes.nothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.TestClient;
import h2lab.server.Tls;
import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import h2lab.server.dispatch.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that make a server wait lose their place, and others are served meanwhile. Only the
 * deadline in question is short, and who is served meanwhile has kept it before.
 */
@Timeout(120)
class StallsTest {
  /**
   * Idle clients get a grace that takes its time, so one method with loops and one with threads.
   */
  private static final List<String> ALSO_IDLE = List.of("async-custom", "thread");

  private static final List<String> METHODS =
      List.of(
          "async-custom",
          "thread",
          "virtual-thread",
          "virtual-thread --poller epoll",
          "async",
          "async-custom/http2");

  private static final Duration SHORT = Duration.ofSeconds(1);

  /** The 24 octets of a preface take twice the deadline, however fast the machine. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  /** Every deadline in cleartext, and with each TLS those that TLS has to do with. */
  static Stream<Arguments> cells() {
    return Stream.concat(
        METHODS.stream().flatMap(StallsTest::inCleartext),
        Stream.of(
                cells("async-custom", Tls.JDK, Deadline.HANDSHAKE, Deadline.FRAME, Deadline.WRITE),
                cells("async-custom", Tls.OPENSSL, Deadline.HANDSHAKE, Deadline.FRAME),
                cells("async-custom", Tls.BC, Deadline.HANDSHAKE),
                cells("thread", Tls.JDK, Deadline.HANDSHAKE),
                cells(
                    "virtual-thread --poller epoll",
                    Tls.JDK,
                    Deadline.HANDSHAKE,
                    Deadline.FRAME,
                    Deadline.WRITE),
                cells("virtual-thread/http2", Tls.JDK, Deadline.HANDSHAKE, Deadline.FRAME),
                cells("async", Tls.JDK, Deadline.HANDSHAKE, Deadline.FRAME),
                cells("async", Tls.BORINGSSL, Deadline.HANDSHAKE))
            .flatMap(cells -> cells));
  }

  private static Stream<Arguments> inCleartext(String method) {
    return Stream.of(Deadline.values())
        .filter(deadline -> deadline != Deadline.HANDSHAKE)
        .filter(deadline -> deadline != Deadline.IDLE || ALSO_IDLE.contains(method))
        .map(deadline -> Arguments.of(method, Tls.OFF, deadline));
  }

  private static Stream<Arguments> cells(String method, Tls tls, Deadline... deadlines) {
    boolean works = Variant.labelled(method).obstacle(tls) == null;
    return Stream.of(deadlines)
        .filter(deadline -> works)
        .map(deadline -> Arguments.of(method, tls, deadline));
  }

  private static ServerOptions.Builder waitingShortly(String method, Tls tls, Deadline deadline) {
    return Besieged.serving(method, tls).deadlines(Deadlines.STANDARD.with(deadline, SHORT));
  }

  @ParameterizedTest(name = "{0} --tls {1}: {2}")
  @MethodSource("cells")
  void loseTheirPlaceWhileOthersAreServed(String method, Tls tls, Deadline deadline)
      throws IOException {
    if (tls != Tls.OFF) {
      warmUp(method, tls);
    }
    try (Besieged server = Besieged.with(waitingShortly(method, tls, deadline))) {
      server.serveTheWitness();
      List<Staller> stallers = new ArrayList<>();
      try {
        for (Stall stall : Stall.of(deadline)) {
          if (tls != Tls.OFF || !stall.needsTls()) {
            stallers.add(Staller.begin(stall, server.url()));
          }
        }
        outwait(server, stallers);
      } finally {
        for (Staller staller : stallers) {
          staller.leave();
        }
      }
      server.awaitGone(stallers.size());
      for (Staller staller : stallers) {
        requireReason(server, staller);
      }
    }
  }

  private static void outwait(Besieged server, List<Staller> stallers) throws IOException {
    while (!stallers.stream().allMatch(Staller::isEnded)) {
      stallers.forEach(Staller::dribble);
      server.serveTheWitness();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    for (Staller staller : stallers) {
      requireEnd(staller);
    }
  }

  /** The first handshakes of a JVM take a second and more. */
  private static void warmUp(String method, Tls tls) throws IOException {
    try (Besieged server = Besieged.with(Besieged.serving(method, tls))) {
      server.serveAnother();
    }
  }

  /** Where one client is served at a time, others are served afterwards. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HANDSHAKE")
  void loseTheOnlyPlaceToWhoWaitsForIt(Deadline deadline) throws IOException {
    try (Besieged server = Besieged.with(waitingShortly("none", Tls.OFF, deadline));
        Staller staller = Staller.begin(Stall.of(deadline).getFirst(), server.url());
        TestClient next = TestClient.connect(server.url())) {
      next.send(AttackFrames.opening().request(1));
      while (!staller.isEnded()) {
        staller.dribble();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      requireEnd(staller);
      staller.leave();
      server.awaitGone(1);
      requireReason(server, staller);
      assertEquals(List.of(1), next.readResponses(1));
      next.send(nothing().request(3));
      assertEquals(List.of(3), next.readResponses(1));
    }
  }

  private static void requireEnd(Staller staller) throws IOException {
    Stall stall = staller.stall();
    Goodbye goodbye = staller.end();
    assertEquals(
        Goodbye.name(stall.row().code()), Goodbye.name(goodbye.code()), stall.row().title());
  }

  private static void requireReason(Besieged server, Staller staller) throws IOException {
    Stall stall = staller.stall();
    List<String> life = server.life(staller.port());
    assertTrue(life.stream().anyMatch(state -> isReason(state, stall)), () -> stall + ": " + life);
  }

  /** An engine may count ChangeCipherSpec by itself. */
  private static boolean isReason(String state, Stall stall) {
    return state.contains(stall.row().deadline().option())
        || stall == TlsStall.CHANGE_CIPHER_SPEC && state.startsWith("CLOSED TLS: ");
  }
}
