package h2lab.server;

import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;
import static h2lab.server.http2.FrameBytes.opening;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import h2lab.server.tls.Certificates;
import h2lab.server.tls.Pem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C responder that servers are held against answers whatever it was asked, however it came. */
class FloorTest {
  private static final int LOOK_MILLIS = 10;

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
                file("cert.pem", Pem.of((Object[]) identity.chain())),
                file("key.pem", Pem.of(new JcaPKCS8Generator(identity.key(), null))))
            .redirectErrorStream(true)
            .start();
    boolean ended = false;
    while (!ended && !listens()) { // it says nothing when it does
      ended = floor.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    String said = ended ? new String(floor.getInputStream().readAllBytes(), US_ASCII) : "";
    assumeFalse(said.contains("libssl-dev"), said); // the packages it asks for
    assertFalse(ended, said);
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

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
