package h2lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Threads, descriptors and buffers of servers that exist at one time, to be compared with those
 * afterwards.
 */
public final class Leftovers {
  private static final Set<String> SERVERS_USE =
      Set.of(
          "socket",
          "pipe",
          "anon_inode:[eventpoll]",
          "anon_inode:[eventfd]",
          "anon_inode:[io_uring]");

  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

  private static boolean jdkHasItsOwn;

  private final Set<String> threads;
  private final Map<String, Long> descriptors;
  private final long nettyBuffers;

  public Leftovers() {
    letTheJdkOpenItsOwn();
    threads = serverThreads();
    descriptors = descriptors();
    nettyBuffers = nettyBuffers();
  }

  /**
   * The JDK keeps a socket of its own from the first use of its networking on, and pollers from the
   * first virtual thread on that waits for a socket. No static initializer does this, since the
   * virtual thread would wait for it.
   */
  private static synchronized void letTheJdkOpenItsOwn() {
    if (jdkHasItsOwn) {
      return;
    }
    try {
      Server first = Server.create(ServerOptions.of("thread", Tls.OFF));
      try (TestClient client = TestClient.connect(first.url())) {
        client.read();
        Thread reader = Thread.ofVirtual().start(() -> readToTheEnd(client));
        while (!WAITING.contains(reader.getState())) {
          Thread.onSpinWait();
        }
        first.close();
        reader.join();
      }
      jdkHasItsOwn = true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails if there are more now; the server must have been closed. */
  public void assertNothingNew() {
    assertEquals(threads, serverThreads(), "threads left behind");
    assertEquals(descriptors, descriptors(), "descriptors left behind");
    assertEquals(nettyBuffers, nettyBuffers(), "buffers of Netty's pool left behind");
  }

  /** Buffers not given back; what a thread keeps at hand counts until it ends. */
  private static long nettyBuffers() {
    return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }

  private static Set<String> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(server-|client-).*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void readToTheEnd(TestClient client) {
    try {
      while (client.read() != null) {
        // the server's GOAWAY
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How many descriptors there are of each kind that servers use, where the system shows them. */
  private static Map<String, Long> descriptors() {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return Map.of();
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.map(Leftovers::kind)
          .filter(SERVERS_USE::contains)
          .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String kind(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().replaceFirst(":\\[\\d+\\]$", "");
    } catch (IOException e) {
      return "closed while we looked";
    }
  }
}
