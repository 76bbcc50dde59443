package h2lab.server;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.DispatchMethods;
import h2lab.server.http2.FrameBytes;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What several poll loops do together. */
@Timeout(60)
class PollLoopsTest {
  private final ConcurrentLinkedQueue<String> servingThreads = new ConcurrentLinkedQueue<>();
  private Leftovers before;

  @BeforeEach
  void lookAround() {
    before = new Leftovers();
  }

  static Stream<Arguments> pollersAndSpreads() {
    return Stream.of(PollerKind.values())
        .flatMap(
            poller -> Stream.of(ClientSpread.values()).map(spread -> Arguments.of(poller, spread)))
        .filter(
            cell ->
                DispatchMethods.create("async-custom")
                        .obstacle(
                            threeLoops((PollerKind) cell.get()[0], (ClientSpread) cell.get()[1])
                                .build())
                    == null);
  }

  private static ServerOptions.Builder threeLoops(PollerKind poller, ClientSpread spread) {
    return ServerOptions.serving("async-custom", Tls.OFF).poller(poller).loops(3).spread(spread);
  }

  private final class NotingThreads implements ClientHooks {
    @Override
    public Object accepted(SocketAddress peer) {
      servingThreads.add(Thread.currentThread().getName());
      return null;
    }
  }

  private static TestClient served(Server server) throws IOException {
    TestClient client = TestClient.connect(server.url());
    client.send(opening().request(1)).readResponses(1);
    return client;
  }

  @Test
  void theFirstLoopHandsClientsOutInTurn() throws IOException {
    Server server =
        Server.create(
            threeLoops(PollerKind.SELECTOR, ClientSpread.ACCEPT)
                .hooks(new NotingThreads())
                .build());
    for (int i = 0; i < 6; i++) {
      served(server).close();
    }
    server.close();
    List<String> turn =
        List.of("server-async-custom", "server-async-custom-2", "server-async-custom-3");
    assertEquals(Stream.concat(turn.stream(), turn.stream()).toList(), List.copyOf(servingThreads));
    before.assertNothingNew();
  }

  @ParameterizedTest
  @MethodSource("pollersAndSpreads")
  void everyLoopServesAmongManyClients(PollerKind poller, ClientSpread spread) throws Exception {
    Server server = Server.create(threeLoops(poller, spread).hooks(new NotingThreads()).build());
    for (int i = 0; i < 120; i++) { // that one of three gets none by chance: 1 in 10^20
      served(server).close();
    }
    ServerResult result = server.close();
    assertEquals(new ServerResult(120, 120, 0, 0, "stopped"), result);
    Map<String, Long> clientsByThread =
        servingThreads.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    assertEquals(3, clientsByThread.size(), clientsByThread.toString());
    before.assertNothingNew();
  }

  @ParameterizedTest
  @MethodSource("pollersAndSpreads")
  void theLimitOfClientsHoldsForAllLoopsTogether(PollerKind poller, ClientSpread spread)
      throws IOException {
    Server server = Server.create(threeLoops(poller, spread).maxClients(4).build());
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(served(server));
    }
    try (TestClient fifth = TestClient.connect(server.url())) {
      assertEquals(null, fifth.read(), "closed without a word");
    }
    for (TestClient client : clients) {
      client.send(FrameBytes.nothing().request(3)).readResponses(1);
      client.close();
    }
    ServerResult result = server.close();
    assertEquals(1, result.refused());
    assertEquals(4, result.clients());
    before.assertNothingNew();
  }

  @ParameterizedTest
  @MethodSource("pollersAndSpreads")
  void stoppingEndsTheClientsOfEveryLoop(PollerKind poller, ClientSpread spread) throws Exception {
    Server server = Server.create(threeLoops(poller, spread).build());
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      clients.add(served(server));
    }
    Thread closing = Thread.ofPlatform().start(server::close);
    for (TestClient client : clients) {
      client.readUntil(FrameBytes.GOAWAY);
      assertTrue(client.isClosedOrderly());
      client.close();
    }
    closing.join();
    before.assertNothingNew();
  }

  @ParameterizedTest
  @EnumSource(ClientSpread.class)
  void endByThemselvesWhenNoneOfThemHasAClient(ClientSpread spread) throws Exception {
    Server server =
        Server.create(
            threeLoops(PollerKind.SELECTOR, spread)
                .noClientPollTimeout(Duration.ofMillis(300))
                .build());
    served(server).close();
    assertEquals("no client for 0.3 s", server.ended().get(20, TimeUnit.SECONDS));
    assertEquals(1, server.close().clients());
    before.assertNothingNew();
  }

  @ParameterizedTest
  @EnumSource(ClientSpread.class)
  void endByThemselvesWhenNoClientOfAnyDoesAnything(ClientSpread spread) throws Exception {
    Server server =
        Server.create(
            threeLoops(PollerKind.SELECTOR, spread).pollTimeout(Duration.ofMillis(200)).build());
    try (TestClient first = served(server);
        TestClient second = served(server)) {
      first.readUntil(FrameBytes.GOAWAY);
      second.readUntil(FrameBytes.GOAWAY);
    }
    assertEquals("no client did anything for 0.2 s", server.ended().get(20, TimeUnit.SECONDS));
    server.close();
    before.assertNothingNew();
  }

  /** An error is no fault of one client: the JVM may be out of memory. */
  @ParameterizedTest
  @MethodSource("pollersAndSpreads")
  void allEndWhenOneBreaksDown(PollerKind poller, ClientSpread spread) throws Exception {
    AssertionError fatal = new AssertionError("by the test");
    ClientHooks breaking =
        new ClientHooks() {
          @Override
          public void hello(Object applicationData) {
            throw fatal;
          }
        };
    Server server = Server.create(threeLoops(poller, spread).hooks(breaking).build());
    try (TestClient bystander = TestClient.connect(server.url());
        TestClient client = TestClient.connect(server.url())) {
      bystander.read();
      client.send(opening());
      bystander.isClosedOrderly();
      var failure =
          assertThrows(ExecutionException.class, () -> server.ended().get(20, TimeUnit.SECONDS));
      assertEquals(fatal, failure.getCause());
    }
    assertThrows(IllegalStateException.class, server::close);
    before.assertNothingNew();
  }

  @Test
  void aNumberOfLoopsOutOfRangeIsAnObstacle() {
    for (int loops : new int[] {0, 65}) {
      ServerOptions options = ServerOptions.serving("async-custom", Tls.OFF).loops(loops).build();
      assertEquals(
          "--loops takes 1 to 64", DispatchMethods.create("async-custom").obstacle(options));
    }
  }
}
