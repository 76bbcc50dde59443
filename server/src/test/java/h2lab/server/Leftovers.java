package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Threads, descriptors and buffers of servers that exist at one time, to be compared with those
 * afterwards.
 */
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
  private final long sockets = descriptors("socket:");
  private final long rings = descriptors("anon_inode:[io_uring]");
  private final long nettyBuffers = nettyBuffers();

  /** Fails if there are more now; the server must have been closed. */
  void assertNothingNew() {
    assertEquals(threads, serverThreads(), "threads left behind");
    assertEquals(sockets, descriptors("socket:"), "sockets left behind");
    assertEquals(rings, descriptors("anon_inode:[io_uring]"), "io_uring descriptors left behind");
    assertEquals(nettyBuffers, nettyBuffers(), "buffers of Netty's pool left behind");
  }

  private static Set<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(server-|client-|stop-enforcer).*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Buffers not given back; what a thread keeps at hand counts until it ends. */
  private static long nettyBuffers() {
    return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }

  /** Descriptors of a kind, where the system shows them; else 0. */
  private static long descriptors(String kind) {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.filter(descriptor -> isOf(kind, descriptor)).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isOf(String kind, Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(kind);
    } catch (IOException e) {
      return false; // closed while we looked
    }
  }
}
