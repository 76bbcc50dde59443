package h2lab.server;

import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import h2lab.server.dispatch.Variant;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What every dispatch method owes its clients, over real sockets, theme by theme in the subclasses.
 * A new method gets these tests by joining the list of methods.
 */
@Timeout(60)
@ExtendWith(ContractTable.class)
abstract class DispatchContract {
  final Variant variant;
  final String method;
  final Tls tls;
  Server server;
  URI url;
  private Leftovers before;

  DispatchContract(Variant variant, Tls tls) {
    this.variant = variant;
    this.method = variant.method();
    this.tls = tls;
  }

  /** Every method, in every way and with every TLS it claims to work with on this machine. */
  static Stream<Arguments> cells() {
    return Variant.all().stream()
        .flatMap(
            variant ->
                Stream.of(Tls.values())
                    .filter(tls -> variant.obstacle(tls) == null)
                    .map(tls -> Arguments.of(variant, tls)));
  }

  /** The engines that differ for what has nothing to do with TLS: there is some, or none. */
  static Stream<Arguments> plainAndJdk() {
    return cells().filter(cell -> cell.get()[1] == Tls.OFF || cell.get()[1] == Tls.JDK);
  }

  /** Whether clients are served side by side, and not one after the other. */
  final boolean servesSeveralAtOnce() {
    return !method.startsWith("none");
  }

  /** Options of the server in this cell, and defaults else. */
  final ServerOptions.Builder options() {
    return variant.serving(tls);
  }

  @BeforeEach
  void start() throws IOException {
    before = new Leftovers();
    server = Server.create(variant.options(tls));
    url = server.url();
  }

  /** Whatever a test did to the server, a fresh client is served, and nothing is left behind. */
  @AfterEach
  void servesAFreshClientAndLeavesNothingBehind() throws IOException {
    try (TestClient fresh = TestClient.connect(url)) {
      fresh.send(opening().request(1));
      assertEquals(List.of(1), fresh.readResponses(1));
    } finally {
      server.close();
    }
    before.assertNothingNew();
  }

  /** Our core answers in the order of the requests; a library may take turns among streams. */
  final List<Integer> inOrder(List<Integer> streams) {
    return method.endsWith("/http2") ? streams.stream().sorted().toList() : streams;
  }
}
