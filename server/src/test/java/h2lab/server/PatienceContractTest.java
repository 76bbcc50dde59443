package h2lab.server;

import static h2lab.server.EndingContractTest.assertAnnounced;
import static h2lab.server.EndingContractTest.assertNoError;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.GOAWAY;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.Variant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;

/**
 * How long every method waits, when it ends, for a client that keeps a stream open: seconds, so
 * several servers do that at once.
 */
@Timeout(120)
class PatienceContractTest {
  private static final int AT_ONCE = 12;

  @Test
  void endsAClientThatKeepsAStreamOpenAfterAWhile() throws InterruptedException {
    Leftovers before = new Leftovers();
    try (ExecutorService servers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Void>> ended =
          servers.invokeAll(DispatchContract.cells().map(PatienceContractTest::ending).toList());
      assertAll(ended.stream().map(end -> end::get));
    }
    before.assertNothingNew();
  }

  private static Callable<Void> ending(Arguments cell) {
    return () -> {
      try {
        endAfterAWhile((Variant) cell.get()[0], (Tls) cell.get()[1]);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(List.of(cell.get()).toString(), e);
      }
      return null;
    };
  }

  private static void endAfterAWhile(Variant variant, Tls tls) throws Exception {
    Server server = Server.create(variant.options(tls));
    Thread closing = Thread.ofPlatform().unstarted(server::close);
    try (TestClient client = TestClient.connect(server.url())) {
      client.send(opening().ask(0, 1, "POST", "/echo").data(0, 1, 3));
      client.readUntil(DATA);
      closing.start();
      assertAnnounced(client);
      assertNoError(client.readUntil(GOAWAY).getLast());
      assertTrue(client.isClosedOrderly());
    } finally {
      server.close();
      closing.join();
    }
  }
}
