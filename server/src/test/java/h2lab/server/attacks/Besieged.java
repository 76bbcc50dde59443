package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ClientHooks;
import h2lab.server.Leftovers;
import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.TestClient;
import h2lab.server.Tls;
import h2lab.server.dispatch.Variant;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A server that is attacked, and whoever looks at it meanwhile: a client that goes on asking, a
 * recording of how each client ended, and a comparison of what there was before and after.
 */
final class Besieged implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Leftovers before = new Leftovers();
  private final Semaphore gone = new Semaphore(0);
  private final Recording recording = new Recording();
  private final Server server;
  private Witness witness;

  private Besieged(ServerOptions.Builder options) throws IOException {
    recording.enable("h2lab.ClientState");
    recording.start();
    server = Server.create(options.hooks(new Counting(gone)).build());
  }

  /** Whether this machine has what a cell needs: the label of a variant and a TLS engine. */
  static boolean isPossible(Arguments cell) {
    return Variant.labelled((String) cell.get()[0]).obstacle((Tls) cell.get()[1]) == null;
  }

  /** The options of a variant, where this machine has what it needs; else the test is skipped. */
  static ServerOptions.Builder serving(String label, Tls tls) {
    Variant variant = Variant.labelled(label);
    Assumptions.assumeTrue(variant.obstacle(tls) == null, () -> variant.obstacle(tls));
    return variant.serving(tls);
  }

  /** Starts a server with these options. */
  static Besieged with(ServerOptions.Builder options) throws IOException {
    return new Besieged(options);
  }

  private record Counting(Semaphore gone) implements ClientHooks {
    @Override
    public void closed(Object applicationData, long requests) {
      gone.release();
    }

    @Override
    public Object accepted(SocketAddress peer) {
      return peer;
    }
  }

  URI url() {
    return server.url();
  }

  /** Another client asks, on the same connection each time, and has to be answered. */
  void serveTheWitness() throws IOException {
    if (witness == null) {
      witness = new Witness(url());
    }
    witness.ask();
  }

  /** A client that has just come asks, has to be answered, and goes. */
  void serveAnother() throws IOException {
    try (TestClient another = TestClient.connect(url())) {
      another.send(AttackFrames.opening().request(1));
      assertEquals(List.of(1), another.readResponses(1));
    }
  }

  /** Returns when the server has forgotten so many more clients. */
  void awaitGone(int clients) throws IOException {
    try {
      assertTrue(gone.tryAcquire(clients, PATIENCE_SECONDS, TimeUnit.SECONDS), "still there");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What was recorded of a client's life, in its order, with the reasons. */
  List<String> life(int remotePort) throws IOException {
    Path file = Files.createTempFile("attack", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getInt("remotePort") == remotePort)
          .sorted(java.util.Comparator.comparing(RecordedEvent::getStartTime))
          .map(event -> event.getString("state") + " " + event.getString("reason"))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  /** Ends the server: nothing may be left of all who attacked it. */
  @Override
  public void close() throws IOException {
    recording.close();
    try {
      if (witness != null) {
        witness.close();
      }
    } finally {
      server.close();
    }
    before.assertNothingNew();
  }
}
