package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.PollerKind;
import h2lab.server.Transport;
import h2lab.server.dispatch.DispatchMethods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More clients than there are file descriptors wait; those who were there before are served, and
 * the server neither burns its processor over it nor floods its log, and takes others once it can.
 */
@Timeout(120)
class DescriptorsTest {
  private static final int MOST_FILES = 128;
  private static final int CLIENTS = 300;
  private static final int ASKED_MEANWHILE = 40;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  static Stream<ConfinedServer.Setup> setups() {
    return Stream.of(
            new ConfinedServer.Setup("async-custom", Transport.NIO, PollerKind.SELECTOR),
            new ConfinedServer.Setup("async-custom", Transport.NIO, PollerKind.EPOLL),
            new ConfinedServer.Setup("async-custom", Transport.NIO, PollerKind.POLL),
            new ConfinedServer.Setup("thread", Transport.NIO, PollerKind.SELECTOR),
            new ConfinedServer.Setup("virtual-thread", Transport.NIO, PollerKind.JDK),
            new ConfinedServer.Setup("virtual-thread", Transport.NIO, PollerKind.EPOLL),
            new ConfinedServer.Setup("async-custom/http2", Transport.NIO, PollerKind.SELECTOR),
            new ConfinedServer.Setup("async", Transport.NIO, PollerKind.SELECTOR),
            new ConfinedServer.Setup("async", Transport.EPOLL, PollerKind.SELECTOR),
            new ConfinedServer.Setup("async", Transport.IO_URING, PollerKind.SELECTOR))
        .filter(DescriptorsTest::works);
  }

  private static boolean works(ConfinedServer.Setup setup) {
    return DispatchMethods.create(setup.method()).obstacle(setup.options()) == null;
  }

  @ParameterizedTest
  @MethodSource("setups")
  void waitWhileOthersAreServed(ConfinedServer.Setup setup) throws IOException {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "Linux limits and tells");
    try (ConfinedServer server = ConfinedServer.start(setup, MOST_FILES)) {
      long begin = System.nanoTime();
      besiege(server);
      try (Witness another = new Witness(server.url())) {
        another.ask();
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      long warnings = server.log().stream().filter(line -> line.contains(" warning: ")).count();
      assertTrue(warnings > 0 && warnings <= 2 * (seconds + 2), server.log()::toString);
      assertTrue(server.end() > 2, "clients were served");
    }
  }

  private static void besiege(ConfinedServer server) throws IOException {
    try (Witness witness = new Witness(server.url())) {
      witness.ask();
      List<SocketChannel> peers = new ArrayList<>();
      while (peers.size() < CLIENTS) {
        peers.add(begin(server.url()));
      }
      while (server.log().stream().noneMatch(line -> line.contains("cannot accept a client"))) {
        witness.ask();
      }
      requireLeisure(server, witness);
      for (SocketChannel peer : peers) {
        peer.close();
      }
    }
  }

  /** The server answers now and then, and has nothing else to do. */
  private static void requireLeisure(ConfinedServer server, Witness witness) throws IOException {
    long begin = System.nanoTime();
    long cpuMillis = server.cpuMillis();
    for (int i = 0; i < ASKED_MEANWHILE; i++) {
      witness.ask();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    cpuMillis = server.cpuMillis() - cpuMillis;
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertTrue(cpuMillis < millis / 2, "busy for " + cpuMillis + " of " + millis + " ms");
  }

  /** Connects as far as the server takes it, and does not wait for that. */
  private static SocketChannel begin(URI url) throws IOException {
    SocketChannel peer = SocketChannel.open();
    peer.configureBlocking(false);
    peer.connect(new InetSocketAddress("127.0.0.1", url.getPort()));
    return peer;
  }
}
