package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.Deadlines;
import h2lab.server.dispatch.DispatchMethods;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that make a server wait lose their place, and others are served meanwhile. Only the
 * deadline in question is short, so that a machine that is slow does not end anybody else.
 */
@Timeout(120)
class StallsTest {
  private static final List<String> METHODS =
      List.of("async-custom", "thread", "virtual-thread", "async");

  private static final Duration SHORT = Duration.ofMillis(300);

  /** Longer than the shortest deadline by what is dribbled in all, however slow the machine. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** Every deadline in cleartext, and with each TLS those that TLS has to do with. */
  static Stream<Arguments> cells() {
    return Stream.concat(
        METHODS.stream().flatMap(method -> cells(method, Tls.OFF, Deadline.values())),
        Stream.of(
                cells("async-custom", Tls.JDK, Deadline.HANDSHAKE, Deadline.FRAME, Deadline.WRITE),
                cells("async-custom", Tls.OPENSSL, Deadline.HANDSHAKE, Deadline.FRAME),
                cells("async-custom", Tls.BC, Deadline.HANDSHAKE),
                cells("thread", Tls.JDK, Deadline.HANDSHAKE),
                cells("async", Tls.JDK, Deadline.HANDSHAKE, Deadline.FRAME),
                cells("async", Tls.BORINGSSL, Deadline.HANDSHAKE))
            .flatMap(cells -> cells));
  }

  private static Stream<Arguments> cells(String method, Tls tls, Deadline... deadlines) {
    boolean works = DispatchMethods.create(method).obstacle(ServerOptions.of(method, tls)) == null;
    return Stream.of(deadlines)
        .filter(deadline -> works && (tls != Tls.OFF || deadline != Deadline.HANDSHAKE))
        .map(deadline -> Arguments.of(method, tls, deadline));
  }

  @ParameterizedTest(name = "{0} --tls {1}: {2}")
  @MethodSource("cells")
  void loseTheirPlaceWhileOthersAreServed(String method, Tls tls, Deadline deadline)
      throws IOException {
    ServerOptions.Builder options =
        ServerOptions.serving(method, tls).deadlines(Deadlines.STANDARD.with(deadline, SHORT));
    try (Besieged server = Besieged.with(options)) {
      List<Staller> stallers = new ArrayList<>();
      for (Stall stall : Stall.of(deadline)) {
        if (tls != Tls.OFF || !stall.needsTls()) {
          stallers.add(Staller.begin(stall, server.url()));
        }
      }
      int served = 0;
      while (!stallers.stream().allMatch(Staller::isEnded)) {
        stallers.forEach(Staller::dribble);
        server.serveAnother();
        served++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      for (Staller staller : stallers) {
        requireItsEnd(server, staller);
        staller.close();
      }
      server.awaitGone(stallers.size() + served);
    }
  }

  private static void requireItsEnd(Besieged server, Staller staller) throws IOException {
    Stall stall = staller.stall();
    Goodbye goodbye = staller.end();
    assertEquals(
        Goodbye.name(stall.row().code()), Goodbye.name(goodbye.code()), stall.row().title());
    List<String> life = server.life(staller.port());
    assertTrue(
        life.stream().anyMatch(state -> state.contains(stall.row().deadline().option())),
        stall + ": " + life);
  }
}
