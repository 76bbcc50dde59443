package h2lab.server.dispatch.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * File descriptors of sockets on Linux, for native transports that take over one of the JDK's. The
 * JDK does not tell the descriptor of a channel: it is looked for among those of this process.
 */
final class SocketDescriptors {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ACCEPTCONN = 30;

  private static final MethodHandle DUP = handle("dup", 1);
  private static final MethodHandle DUP2 = handle("dup2", 2);

  private SocketDescriptors() {}

  @SuppressWarnings("restricted") // the launcher allows native access
  private static MethodHandle handle(String function, int parameters) {
    Linker linker = Linker.nativeLinker();
    ValueLayout[] ints =
        Stream.generate(() -> ValueLayout.JAVA_INT).limit(parameters).toArray(ValueLayout[]::new);
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ints));
  }

  /**
   * The descriptor of a listening channel, which stays the channel's.
   *
   * @throws IOException if it cannot be found
   */
  static int of(ServerSocketChannel listening) throws IOException {
    SocketAddress address = listening.getLocalAddress();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      List<Integer> found =
          descriptors
              .map(path -> Integer.parseInt(path.getFileName().toString()))
              .filter(descriptor -> listensOn(descriptor, address))
              .toList();
      if (found.size() == 1) {
        return found.getFirst();
      }
      throw new IOException(
          found.size() + " descriptors of this process listen on " + address + ", not one");
    }
  }

  private static boolean listensOn(int descriptor, SocketAddress address) {
    try {
      Socket socket = new Socket(descriptor);
      return socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) == 1
          && address.equals(socket.localAddress());
    } catch (IOException | ChannelException e) {
      return false; // no socket, or closed meanwhile
    }
  }

  /** Another descriptor of the same socket; the caller closes it. */
  static int duplicate(int descriptor) throws IOException {
    return check("dup", () -> (int) DUP.invokeExact(descriptor));
  }

  /** Closes what {@code descriptor} meant and makes it another one of {@code socket}. */
  static void replace(int descriptor, int socket) throws IOException {
    check("dup2", () -> (int) DUP2.invokeExact(socket, descriptor));
  }

  @FunctionalInterface
  private interface NativeCall {
    int run() throws Throwable;
  }

  private static int check(String function, NativeCall call) throws IOException {
    int result;
    try {
      result = call.run();
    } catch (Throwable e) {
      throw new IllegalStateException(function + " is of another signature", e);
    }
    if (result < 0) {
      throw new IOException(function + " failed: no descriptor is left for the listening socket");
    }
    return result;
  }
}
