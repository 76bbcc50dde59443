package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads and sockets of servers that exist at one time, to be compared with those afterwards. */
final class Leftovers {
  /** The JDK keeps a socket of its own from the first use of its networking on. */
  static {
    try {
      Server first = Server.create(ServerOptions.of("thread", Tls.OFF));
      try (TestClient client = TestClient.connect(first.url())) {
        client.read();
      }
      first.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private final Set<String> threads = serverThreads();
  private final long sockets = sockets();

  /** Fails if there are more now; the server must have been closed. */
  void assertNothingNew() {
    assertEquals(threads, serverThreads(), "threads left behind");
    assertEquals(sockets, sockets(), "sockets left behind");
  }

  private static Set<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(server-|client-|stop-enforcer).*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Descriptors that are sockets, where the system shows them; else 0. */
  private static long sockets() {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.filter(Leftovers::isSocket).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed while we looked
    }
  }
}
