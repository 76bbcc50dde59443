package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that flood again and again, however often they are ended, cost no more the longer. */
@Timeout(120)
class LongFloodsTest {
  private static final int FEW = 2;
  private static final int MANY = 20;
  private static final long MARGIN_OCTETS = 1 << 20;

  static Stream<Flood> floods() {
    return Flood.all().stream();
  }

  @ParameterizedTest
  @MethodSource("floods")
  void costNoMoreTheLongerTheyGoOn(Flood flood) throws Exception {
    try (Besieged server = Besieged.with(ServerOptions.serving("async-custom", Tls.OFF))) {
      server.serveTheWitness();
      besiege(server, flood, FEW);
      ProcessorCost.Work floods = () -> besiege(server, flood, FEW);
      ProcessorCost first = ProcessorCost.of(floods);
      Footprint few = Footprint.now();
      besiege(server, flood, MANY);
      Footprint added = Footprint.now().since(few);
      assertTrue(added.octets() < MARGIN_OCTETS, added.toString());
      ProcessorCost.of(floods).assertStillAbout(first);
    }
  }

  /** Floods so many times, while another client asks all the time. */
  private static void besiege(Besieged server, Flood flood, int times)
      throws IOException, InterruptedException, ExecutionException {
    Callable<Void> attack =
        () -> {
          for (int i = 0; i < times; i++) {
            floodOnce(server, flood);
          }
          return null;
        };
    FutureTask<Void> besieging = new FutureTask<>(attack);
    Thread.ofPlatform().name("attacker").start(besieging);
    do {
      server.serveTheWitness();
    } while (!besieging.isDone());
    besieging.get();
    server.awaitGone(times);
  }

  private static void floodOnce(Besieged server, Flood flood) throws IOException {
    try (Attacker attacker = Attacker.connect(server.url())) {
      attacker.send(flood.begin());
      attacker.flood(flood, 0, flood.bound());
      Goodbye goodbye = attacker.awaitEnd();
      assertTrue(goodbye.says(flood.end()), goodbye.toString());
    }
  }
}
