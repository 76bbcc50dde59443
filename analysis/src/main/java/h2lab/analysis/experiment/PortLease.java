package h2lab.analysis.experiment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port that no other h2lab on this machine gives away meanwhile. The guard is the next port,
 * on which this process listens as long as the lease lasts: whoever cannot listen there looks on.
 * Leased ports are even and below those that the kernel gives to outgoing connections, so nothing
 * else takes them by chance between the lease and the start of the server.
 */
final class PortLease implements AutoCloseable {
  private static final int FIRST = 20_000;
  private static final int PAIRS = 5_000;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final int port;
  private final ServerSocket guard;

  private PortLease(int port, ServerSocket guard) {
    this.port = port;
    this.guard = guard;
  }

  /**
   * Leases a port.
   *
   * @throws EnvironmentException if all are taken
   */
  static PortLease take() throws EnvironmentException {
    int start = ThreadLocalRandom.current().nextInt(PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      int port = FIRST + 2 * ((start + i) % PAIRS);
      ServerSocket guard = listening(new InetSocketAddress(LOOPBACK, port + 1));
      if (guard != null) {
        if (free(port)) {
          return new PortLease(port, guard);
        }
        close(guard);
      }
    }
    throw new EnvironmentException("no port is free from " + FIRST + " on");
  }

  /** Whether a server could listen on it at any address. */
  private static boolean free(int port) {
    ServerSocket probe = listening(new InetSocketAddress(port));
    if (probe != null) {
      close(probe);
    }
    return probe != null;
  }

  private static ServerSocket listening(InetSocketAddress address) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.bind(address);
        return socket;
      } catch (IOException e) {
        socket.close();
        return null;
      }
    } catch (IOException e) {
      return null;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Gives it back. */
  @Override
  public void close() {
    close(guard);
  }
}
