package h2lab.server;

import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.server.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C responder that servers are held against answers whatever it was asked, however it came. */
class FloorTest {
  private static final int MISSING = 3;

  @TempDir Path folder;
  private int port;
  private Process floor;

  @BeforeEach
  void startOverTls() throws Exception {
    Certificates.Identity identity = Certificates.selfSigned();
    port = freePort();
    floor =
        new ProcessBuilder(
                "benchmarks/floor",
                "" + port,
                pem("CERTIFICATE", identity.chain()[0].getEncoded()),
                pem("PRIVATE KEY", identity.key().getEncoded()))
            .redirectErrorStream(true)
            .start();
    while (floor.isAlive() && !listens()) {
      Thread.sleep(10);
    }
    assumeTrue(floor.isAlive() || floor.waitFor() != MISSING, "no C compiler, or no OpenSSL");
  }

  @AfterEach
  void stop() throws InterruptedException {
    floor.destroyForcibly().waitFor();
  }

  @Test
  void answersRequestsOfRecordsThatCameTogether() throws Exception {
    try (TestClient client = TestClient.connect(URI.create("https://127.0.0.1:" + port))) {
      client.send(opening()).readUntil(SETTINGS);
      client.send(nothing().request(1));
      assertEquals(List.of(1), client.readResponses(1));
      signal("STOP");
      client.send(nothing().request(3)); // a record each, in one read when it goes on
      client.send(nothing().request(5));
      client.send(nothing().request(7));
      signal("CONT");
      assertEquals(List.of(3, 5, 7), client.readResponses(3));
    }
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + floor.pid()).start();
    assertEquals(0, kill.waitFor());
  }

  private boolean listens() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private String pem(String label, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
            folder.resolve(label.replace(' ', '-')),
            "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n")
        .toString();
  }
}
