package h2lab.server.dispatch.poll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * {@code poll(2)}: one array of descriptors and what is awaited of each, read whole by the kernel
 * and by us at every poll.
 */
final class PollPoller extends DescriptorPoller {
  /** {@code struct pollfd}. */
  private static final int ENTRY = 8;

  private static final int EVENTS = 4;
  private static final int FOUND = 6;

  private static final int WAKE_UPS = 0;
  private static final int LISTENING = 1;
  private static final int FIRST_CLIENT = 2;

  private MemorySegment entries = arena().allocate(64 * ENTRY, Long.BYTES);
  private ClientEntry[] clients = new ClientEntry[64];
  private int count = FIRST_CLIENT;

  PollPoller(boolean nagle) throws IOException {
    super(nagle);
    set(WAKE_UPS, wakeUps(), IN);
    set(LISTENING, NONE, 0);
  }

  private void set(int index, int descriptor, int events) {
    entries.set(JAVA_INT, (long) index * ENTRY, events == 0 ? NONE : descriptor); // NONE is skipped
    entries.set(JAVA_SHORT, (long) index * ENTRY + EVENTS, (short) events);
  }

  private int found(int index) {
    return entries.get(JAVA_SHORT, (long) index * ENTRY + FOUND);
  }

  @Override
  public void accepting(boolean accepting) {
    set(LISTENING, listening(), accepting ? IN : 0);
  }

  @Override
  Watch watch(int descriptor) {
    if (count == clients.length) {
      clients = Arrays.copyOf(clients, 2 * count);
      MemorySegment larger = arena().allocate(2L * count * ENTRY, Long.BYTES);
      entries = larger.copyFrom(entries); // all smaller ones together are as large as this one
    }
    ClientEntry client = new ClientEntry(descriptor, count);
    clients[count] = client;
    set(count, descriptor, IN);
    count++;
    return client;
  }

  private final class ClientEntry extends Watch {
    private final int descriptor;
    private int index;

    ClientEntry(int descriptor, int index) {
      this.descriptor = descriptor;
      this.index = index;
    }

    @Override
    void change(int wanted) {
      set(index, descriptor, events(wanted));
    }

    /** The last entry takes the place of this one. */
    @Override
    public void end() {
      count--;
      ClientEntry last = clients[count];
      clients[index] = last;
      clients[count] = null;
      last.index = index;
      last.change(last.awaited());
    }
  }

  /**
   * {@inheritDoc} Looks through the array from its end: the entry that takes an ended one's place
   * was then looked at, and new ones are behind.
   */
  @Override
  public int poll(Listener listener, boolean waits) throws IOException {
    int found = SystemCalls.poll(entries.address(), count, waits);
    if (found == -SystemCalls.EINTR) {
      return 0;
    }
    int left = SystemCalls.checked(found, "poll");
    if (left > 0 && found(WAKE_UPS) != 0) {
      drainWakeUps();
      left--;
    }
    int ready = left;
    boolean acceptable = left > 0 && found(LISTENING) != 0;
    if (acceptable) {
      left--;
    }
    for (int index = count - 1; left > 0 && index >= FIRST_CLIENT; index--) {
      int events = found(index);
      if (events != 0) {
        left--;
        tell(listener, clients[index], events);
      }
    }
    if (acceptable) {
      listener.acceptable();
    }
    return ready;
  }
}
