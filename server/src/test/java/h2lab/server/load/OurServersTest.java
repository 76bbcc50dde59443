package h2lab.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.Server;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The load against the servers it is made for: content both ways, in windows of any size. */
class OurServersTest {
  private static final int REQUESTS = 20;
  private static final int OCTETS = 300_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "thread,OFF",
    "virtual-thread,JDK",
    "async,OFF",
    "async,JDK",
    "async-custom,OFF",
    "async-custom,JDK",
    "thread/http2,OFF",
    "async-custom/http2,OFF",
    "async-custom/http2,JDK"
  })
  void moveContentBothWays(String method, Tls tls) throws Exception {
    Path content = directory.resolve("content");
    byte[] octets = new byte[OCTETS];
    new Random(OCTETS).nextBytes(octets);
    Files.write(content, octets);
    Server server = Server.create(ServerOptions.of(method, tls));
    try {
      String[] narrow = {"-w", "14", "-W", "17"};
      assertMoved(REQUESTS * OCTETS, 0, load(server, "/octets/" + OCTETS));
      assertMoved(REQUESTS * OCTETS, 0, load(server, "/octets/" + OCTETS, narrow));
      assertMoved(-1, REQUESTS * OCTETS, load(server, "/sink", "-d", content.toString()));
      assertMoved(
          REQUESTS * OCTETS,
          REQUESTS * OCTETS,
          load(server, "/echo", "-w", "14", "-d", content.toString()));
    } finally {
      server.close();
    }
  }

  private static Loading load(Server server, String resource, String... more) {
    String[] options = {"-c", "2", "-m", "5", "-n", Integer.toString(REQUESTS)};
    String[] all = java.util.Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return Loading.of(server.url().resolve(resource).toString(), all);
  }

  /**
   * @param in octets of content; -1 for whatever it was
   */
  private static void assertMoved(long in, long out, Loading load) {
    assertEquals("", load.err());
    assertEquals(0, load.exitCode(), load::out);
    String data = load.line("data: ");
    assertTrue(in < 0 || data.contains("(" + in + ") in, "), data);
    assertTrue(data.contains("(" + out + ") out, "), data);
  }
}
