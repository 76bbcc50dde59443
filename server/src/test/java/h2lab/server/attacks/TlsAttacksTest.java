package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets that no TLS is made of are refused by every engine, and others are served meanwhile. */
@Timeout(120)
class TlsAttacksTest {
  /** Records within which a server has to notice; they are of up to 16 KiB. */
  private static final int BOUND = 64;

  /** What is sent over and over by a client that never greets. */
  private enum Wrong {
    GARBAGE(n -> AttackFrames.octets(1_000, 0xa5)),
    CLEARTEXT(n -> FrameBytes.opening().request(1).octets()),
    HTTP_1(n -> FrameBytes.nothing().text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").octets()),
    APPLICATION_DATA(n -> TlsRecords.longRecord()),
    HUGE_MESSAGE(TlsRecords::hugeMessage);

    private final IntFunction<byte[]> octets;

    Wrong(IntFunction<byte[]> octets) {
      this.octets = octets;
    }
  }

  static Stream<Arguments> cells() {
    return Stream.of(
            Arguments.of("async-custom", Tls.JDK),
            Arguments.of("async-custom", Tls.OPENSSL),
            Arguments.of("async-custom", Tls.BC),
            Arguments.of("thread", Tls.JDK),
            Arguments.of("async", Tls.JDK),
            Arguments.of("async", Tls.BORINGSSL))
        .filter(Besieged::isPossible);
  }

  @ParameterizedTest(name = "{0} --tls {1}")
  @MethodSource("cells")
  void areRefusedWhileOthersAreServed(String method, Tls tls) throws IOException {
    try (Besieged server = Besieged.with(ServerOptions.serving(method, tls))) {
      for (Wrong wrong : Wrong.values()) {
        try (Attacker attacker = Attacker.connectTcp(server.url())) {
          for (int n = 0; n < BOUND && attacker.send(wrong.octets.apply(n)); n++) {
            // on, as long as the connection stands
          }
          server.serveTheWitness();
          assertEquals(Goodbye.WITHOUT_A_WORD, attacker.awaitEnd(), wrong.name());
          attacker.leave();
          server.awaitGone(1);
          List<String> life = server.life(attacker.port());
          assertTrue(life.getLast().startsWith("CLOSED TLS: "), wrong + ": " + life);
        }
      }
    }
  }
}
