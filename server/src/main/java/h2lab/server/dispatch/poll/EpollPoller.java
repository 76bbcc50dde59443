package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * {@code epoll(7)}, level-triggered: the kernel keeps what is awaited of each descriptor, and tells
 * of the ready ones only. A descriptor leaves it by being closed.
 */
final class EpollPoller extends DescriptorPoller {
  private static final int MOST_EVENTS = 256;
  private static final int CLOSED_ON_EXEC = 0x80000;
  private static final int ADD = 1;
  private static final int MODIFY = 3;

  /** {@code struct epoll_event} is packed on x86, lest programs of 32 bits see another one. */
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int EVENT = PACKED ? 12 : 16;
  private static final int DATA = PACKED ? 4 : 8;

  private final MemorySegment events = arena().allocate((long) MOST_EVENTS * EVENT, Long.BYTES);
  private final MemorySegment asked = arena().allocate(EVENT, Long.BYTES);
  private final int epoll;
  private ClientWatch[] clients = new ClientWatch[64];
  private boolean listens;

  EpollPoller(boolean nagle) throws IOException {
    super(nagle);
    int created = SystemCalls.epollCreate(CLOSED_ON_EXEC);
    epoll = created;
    try {
      SystemCalls.checked(created, "epoll_create1");
      control(ADD, wakeUps(), IN);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void control(int operation, int descriptor, int awaited) throws IOException {
    asked.set(JAVA_INT, 0, awaited);
    asked.set(JAVA_INT, DATA, descriptor);
    SystemCalls.checked(
        SystemCalls.epollControl(epoll, operation, descriptor, asked.address()), "epoll_ctl");
  }

  @Override
  public void accepting(boolean accepting) throws IOException {
    if (listening() != NONE) {
      control(listens ? MODIFY : ADD, listening(), accepting ? IN : 0);
      listens = true;
    }
  }

  @Override
  Watch watch(int descriptor) throws IOException {
    control(ADD, descriptor, IN);
    if (descriptor >= clients.length) {
      clients = Arrays.copyOf(clients, Math.max(2 * clients.length, descriptor + 1));
    }
    return clients[descriptor] = new ClientWatch(descriptor);
  }

  private final class ClientWatch extends Watch {
    private final int descriptor;

    ClientWatch(int descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    void change(int wanted) {
      try {
        control(MODIFY, descriptor, events(wanted));
      } catch (IOException e) {
        throw new IllegalStateException(e); // it is there, so there is nothing that could fail
      }
    }

    @Override
    public void end() {
      clients[descriptor] = null;
    }
  }

  @Override
  public int poll(Listener listener, boolean waits) throws IOException {
    int found = SystemCalls.epollWait(epoll, events.address(), MOST_EVENTS, waits);
    if (found == -SystemCalls.EINTR) {
      return 0;
    }
    SystemCalls.checked(found, "epoll_wait");
    int ready = found;
    for (int i = 0; i < found; i++) {
      int happened = events.get(JAVA_INT, (long) i * EVENT);
      int descriptor = events.get(JAVA_INT, (long) i * EVENT + DATA);
      if (descriptor == wakeUps()) {
        drainWakeUps();
        ready--;
      } else if (descriptor == listening()) {
        listener.acceptable();
      } else if (clients[descriptor] != null) {
        tell(listener, clients[descriptor], happened);
      }
    }
    return ready;
  }

  @Override
  public synchronized void close() {
    if (epoll >= 0 && !isClosed()) {
      SystemCalls.close(epoll);
    }
    super.close();
  }
}
