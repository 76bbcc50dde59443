package h2lab.server;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an embedding program can do with a server. */
class ServerTest {
  private static List<Integer> ask(URI url, int requests) throws IOException {
    try (TestClient client = TestClient.connect(url)) {
      var frames = opening();
      for (int i = 0; i < requests; i++) {
        frames.request(2 * i + 1);
      }
      return client.send(frames).readResponses(requests);
    }
  }

  @Test
  void runsAgainstAClientAndReturnsWhatItReturned() throws Exception {
    Server server = Server.create(ServerOptions.of("thread", Tls.OFF));
    assertEquals(List.of(1, 3), server.runAgainst(url -> ask(url, 2)));
    assertThrows(ConnectException.class, () -> TestClient.connect(server.url()));
  }

  @Test
  void throwsWhatTheClientThrewAndDoesNotOutliveIt() throws Exception {
    Server server = Server.create(ServerOptions.of("async-custom", Tls.OFF));
    IOException thrown = new IOException("by the client");
    assertSame(
        thrown,
        assertThrows(
            IOException.class,
            () ->
                server.runAgainst(
                    url -> {
                      throw thrown;
                    })));
    assertThrows(ConnectException.class, () -> TestClient.connect(server.url()));
  }

  @Test
  void closesTwiceWithTheSameResult() throws IOException {
    Server server = Server.create(ServerOptions.of("none", Tls.OFF));
    ask(server.url(), 5);
    assertEquals(server.close(), server.close());
  }

  @Test
  void announcesTheUrlThatReachesIt() throws IOException {
    Server server =
        Server.create(ServerOptions.serving("thread", Tls.JDK).address("localhost", 0).build());
    assertEquals("https", server.url().getScheme());
    assertEquals("localhost", server.url().getHost());
    assertTrue(server.url().getPort() > 0);
    server.close();
  }

  @Test
  void saysThatAPortIsTaken() throws IOException {
    Server first = Server.create(ServerOptions.of("none", Tls.OFF));
    int port = first.url().getPort();
    ServerOptions same = ServerOptions.serving("none", Tls.OFF).address("127.0.0.1", port).build();
    IOException failure = assertThrows(IOException.class, () -> Server.create(same));
    assertEquals(
        "cannot listen on 127.0.0.1 port " + port + ": Address already in use",
        failure.getMessage());
    first.close();
  }

  @Test
  void namesTheMethodsThereAre() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> Server.create(ServerOptions.of("fork", Tls.OFF)));
    assertTrue(failure.getMessage().contains("async-custom"), failure.getMessage());
  }

  @Test
  void refusesASetupThatAMethodDoesNotServe() {
    DispatchMethod cleartextOnly = new CleartextOnly();
    var failure =
        assertThrows(
            UnsupportedServerSetup.class,
            () -> Server.create(ServerOptions.of("cleartext-only", Tls.JDK), cleartextOnly));
    assertEquals(
        "dispatch method cleartext-only does not serve with --tls jdk: it knows no TLS",
        failure.getMessage());
  }

  private static final class CleartextOnly implements DispatchMethod {
    @Override
    public String name() {
      return "cleartext-only";
    }

    @Override
    public String obstacle(ServerOptions options) {
      return options.tls() == Tls.OFF ? null : "it knows no TLS";
    }

    @Override
    public String serve(ServerSocketChannel listening, Service service) {
      return "never serves";
    }

    @Override
    public void stop() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "async", "async-custom"})
  void refusesClientsAboveItsLimitAndServesTheOthers(String method) throws IOException {
    Server server = Server.create(ServerOptions.serving(method, Tls.OFF).maxClients(2).build());
    try (TestClient first = TestClient.connect(server.url());
        TestClient second = TestClient.connect(server.url())) {
      first.send(opening().request(1)).readResponses(1);
      second.send(opening().request(1)).readResponses(1);
      try (TestClient third = TestClient.connect(server.url())) {
        assertEquals(null, third.read(), "closed without a word");
      }
      first.send(h2lab.server.http2.FrameBytes.nothing().request(3));
      assertEquals(List.of(3), first.readResponses(1));
    }
    ServerResult result = server.close();
    assertEquals(1, result.refused());
    assertEquals(2, result.clients());
  }

  @Test
  void endsByItselfWhenNoClientComes() throws Exception {
    Server server =
        Server.create(
            ServerOptions.serving("async-custom", Tls.OFF)
                .noClientPollTimeout(Duration.ofMillis(20))
                .build());
    assertEquals("no client for 0.02 s", server.ended().get(20, TimeUnit.SECONDS));
    assertThrows(ConnectException.class, () -> TestClient.connect(server.url()));
    server.close();
  }

  @Test
  void endsByItselfWhenNoClientDoesAnything() throws Exception {
    Server server =
        Server.create(
            ServerOptions.serving("async-custom", Tls.OFF)
                .pollTimeout(Duration.ofMillis(50))
                .build());
    try (TestClient client = TestClient.connect(server.url())) {
      client.send(opening().request(1)).readResponses(1);
      client.readUntil(h2lab.server.http2.FrameBytes.GOAWAY);
    }
    assertEquals("no client did anything for 0.05 s", server.ended().get(20, TimeUnit.SECONDS));
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "thread", "async", "async-custom"})
  void tellsTheHooksOfEachClientWithItsOwnData(String method) throws IOException {
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    Server server =
        Server.create(ServerOptions.serving(method, Tls.OFF).hooks(new Telling(told)).build());
    ask(server.url(), 3);
    server.close();
    assertEquals(List.of("accepted", "hello data", "closed data 3"), List.copyOf(told));
  }

  private record Telling(ConcurrentLinkedQueue<String> told) implements ClientHooks {
    @Override
    public Object accepted(SocketAddress peer) {
      told.add("accepted");
      return "data";
    }

    @Override
    public void hello(Object applicationData) {
      told.add("hello " + applicationData);
    }

    @Override
    public void closed(Object applicationData, long requests) {
      told.add("closed " + applicationData + " " + requests);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "thread", "async", "async-custom"})
  void losesOnlyTheClientWhoseHookFails(String method) throws IOException {
    Server server =
        Server.create(ServerOptions.serving(method, Tls.OFF).hooks(new FirstFails()).build());
    try (TestClient unlucky = TestClient.connect(server.url())) {
      unlucky.send(opening().request(1));
      assertFalse(unlucky.isClosedOrderly() && ask(server.url(), 1).isEmpty());
    }
    assertEquals(List.of(1), ask(server.url(), 1));
    server.close();
  }

  /** Fails for the first client that says hello. */
  private static final class FirstFails implements ClientHooks {
    private boolean failed;

    @Override
    public synchronized void hello(Object applicationData) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("seeded by the test");
      }
    }
  }
}
