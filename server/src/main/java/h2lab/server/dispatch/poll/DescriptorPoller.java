package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ServerSocketChannel;

/**
 * What pollers of raw descriptors share: accepting, and an eventfd to wake them up. How readiness
 * is asked for is the subclass's.
 */
abstract class DescriptorPoller implements Poller {
  /** The same bits in {@code poll(2)} and {@code epoll(7)}. */
  static final int IN = 0x1;

  static final int OUT = 0x4;

  /** Errors and hang-ups, told whether asked for or not; a read or write tells which. */
  private static final int FAILED = 0x8 | 0x10;

  static final int NONE = -1;

  private static final int SOCK_NON_BLOCKING_CLOSED_ON_EXEC = 0x80800;
  private static final int EVENTFD_NON_BLOCKING_CLOSED_ON_EXEC = 0x80800;
  private static final int ECONNABORTED = 103;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;

  private final Arena arena = Arena.ofShared(); // opened by one thread, polled by another
  private final SocketName peerName = new SocketName(arena);
  private final MemorySegment noDelay = arena.allocate(JAVA_INT);
  private final MemorySegment drained = arena.allocate(JAVA_LONG);
  private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1L);
  private final int wakeUps;
  private int listening = NONE;
  private boolean ownsListening;
  private boolean closed;

  DescriptorPoller(boolean nagle) throws IOException {
    noDelay.set(JAVA_INT, 0, nagle ? 0 : 1);
    int eventfd = SystemCalls.eventfd(EVENTFD_NON_BLOCKING_CLOSED_ON_EXEC);
    if (eventfd < 0) {
      arena.close();
    }
    wakeUps = SystemCalls.checked(eventfd, "eventfd");
  }

  /** Memory that lives as long as this poller. */
  final Arena arena() {
    return arena;
  }

  /** Readable after a wake-up. */
  final int wakeUps() {
    return wakeUps;
  }

  /** {@link #NONE} if this poller does not listen. */
  final int listening() {
    return listening;
  }

  @Override
  public final void listen(ServerSocketChannel bound) throws IOException {
    bound.configureBlocking(false);
    listening = new ListeningDescriptor(arena).of(bound);
    accepting(true);
  }

  @Override
  public final void listenBeside(ServerSocketChannel bound) throws IOException {
    listening = new ListeningDescriptor(arena).beside(bound);
    ownsListening = true;
    accepting(true);
  }

  @Override
  public final Peer accept() throws IOException {
    int result;
    do {
      result =
          SystemCalls.accept(
              listening,
              peerName.address(),
              peerName.freshLength(),
              SOCK_NON_BLOCKING_CLOSED_ON_EXEC);
    } while (result == -SystemCalls.EINTR || result == -ECONNABORTED);
    if (result == -SystemCalls.EAGAIN) {
      return null;
    }
    if (result < 0) {
      throw new IOException(SystemCalls.text(-result));
    }
    return new Peer(new DescriptorChannel(result), peerName.toAddress());
  }

  @Override
  public final Watch watch(Peer peer) throws IOException {
    int descriptor = ((DescriptorChannel) peer.channel()).descriptor();
    SystemCalls.checked(
        SystemCalls.setOption(descriptor, IPPROTO_TCP, TCP_NODELAY, noDelay.address()),
        "setsockopt");
    return watch(descriptor);
  }

  /** Looks out for input on a connected socket. */
  abstract Watch watch(int descriptor) throws IOException;

  /** What of {@link #IN} and {@link #OUT} to ask for. */
  static int events(int wanted) {
    return ((wanted & Watch.INPUT) != 0 ? IN : 0) | ((wanted & Watch.ROOM) != 0 ? OUT : 0);
  }

  /** Passes on what was found for a client. */
  static void tell(Listener listener, Watch watch, int events) {
    int wanted = watch.awaited();
    listener.ready(
        watch,
        (wanted & Watch.INPUT) != 0 && (events & (IN | FAILED)) != 0,
        (wanted & Watch.ROOM) != 0 && (events & (OUT | FAILED)) != 0);
  }

  /** Takes in the wake-ups so far. */
  final void drainWakeUps() {
    SystemCalls.read(wakeUps, drained.address(), Long.BYTES);
  }

  @Override
  public final synchronized void wakeUp() {
    if (!closed) { // else the number may be another's by now
      SystemCalls.write(wakeUps, one.address(), Long.BYTES);
    }
  }

  final synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (ownsListening) {
      SystemCalls.close(listening);
    }
    SystemCalls.close(wakeUps);
    arena.close();
  }
}
