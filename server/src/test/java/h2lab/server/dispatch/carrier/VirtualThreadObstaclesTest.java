package h2lab.server.dispatch.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.DispatchMethods;
import org.junit.jupiter.api.Test;

/** What pollers and loops virtual threads cannot have, and why. */
class VirtualThreadObstaclesTest {
  private static String obstacle(PollerKind poller, int loops) {
    return DispatchMethods.create("virtual-thread")
        .obstacle(
            ServerOptions.serving("virtual-thread", Tls.OFF).poller(poller).loops(loops).build());
  }

  @Test
  void areToldInALine() {
    assertEquals(
        "--poller takes jdk or epoll for virtual threads", obstacle(PollerKind.SELECTOR, 1));
    assertEquals("--loops is not for --poller jdk", obstacle(PollerKind.JDK, 2));
    assertEquals("--loops takes 1 to 64", obstacle(PollerKind.EPOLL, 0));
    assertEquals("--loops takes 1 to 64", obstacle(PollerKind.EPOLL, 65));
  }

  @Test
  void aPollLoopHasNoPollerOfTheJdksVirtualThreads() {
    assertEquals(
        "--poller jdk is for virtual-thread",
        DispatchMethods.create("async-custom")
            .obstacle(
                ServerOptions.serving("async-custom", Tls.OFF).poller(PollerKind.JDK).build()));
  }
}
