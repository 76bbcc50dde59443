package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import h2lab.server.Server;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A listening socket by its descriptor.
 *
 * <p>That of a bound {@link ServerSocketChannel} is found among the process's own by its address.
 * The JDK knows the number, too, but tells it only to who opens its internals on the command line,
 * which a program that embeds a server does not; and binding here instead would mean a second place
 * that binds, with errors of its own.
 */
final class ListeningDescriptor {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int SOL_SOCKET = 1;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int SOCK_STREAM = 1;
  private static final int NON_BLOCKING_CLOSED_ON_EXEC = 0x80800;

  private final Arena arena;
  private final SocketName name;
  private final MemorySegment value;

  /**
   * @param arena of the memory that calls need
   */
  ListeningDescriptor(Arena arena) {
    this.arena = arena;
    name = new SocketName(arena);
    value = arena.allocate(JAVA_INT);
  }

  /**
   * The descriptor of {@code bound}, which stays its owner.
   *
   * @throws IOException if the process has none that listens there
   */
  int of(ServerSocketChannel bound) throws IOException {
    InetSocketAddress address = (InetSocketAddress) bound.getLocalAddress();
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      List<Integer> all = open.map(path -> Integer.valueOf(path.getFileName().toString())).toList();
      for (int descriptor : all) {
        if (listensAt(descriptor, address)) {
          return descriptor;
        }
      }
    }
    throw new IOException("no descriptor of this process listens at " + address);
  }

  private boolean listensAt(int descriptor, InetSocketAddress address) {
    if (SystemCalls.socketName(descriptor, name.address(), name.freshLength()) < 0
        || !name.isInternet()
        || !name.toAddress().equals(address)) {
      return false;
    }
    MemorySegment length = arena.allocateFrom(JAVA_INT, (int) JAVA_INT.byteSize());
    return SystemCalls.option(
                descriptor, SOL_SOCKET, SO_ACCEPTCONN, value.address(), length.address())
            == 0
        && value.get(JAVA_INT, 0) == 1;
  }

  /** A new descriptor that listens where {@code bound} does, both with SO_REUSEPORT. */
  int beside(ServerSocketChannel bound) throws IOException {
    of(bound); // notes the name
    int descriptor =
        SystemCalls.checked(
            SystemCalls.socket(name.family(), SOCK_STREAM | NON_BLOCKING_CLOSED_ON_EXEC), "socket");
    try {
      if (name.family() == SocketName.AF_INET6) {
        set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 0); // as the JDK's sockets, for IPv4 as well
      }
      set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1);
      SystemCalls.checked(SystemCalls.bind(descriptor, name.address(), name.length()), "bind");
      SystemCalls.checked(SystemCalls.listen(descriptor, Server.BACKLOG), "listen");
      return descriptor;
    } catch (IOException e) {
      SystemCalls.close(descriptor);
      throw e;
    }
  }

  private void set(int descriptor, int level, int option, int wanted) throws IOException {
    value.set(JAVA_INT, 0, wanted);
    SystemCalls.checked(
        SystemCalls.setOption(descriptor, level, option, value.address()), "setsockopt");
  }
}
