package h2lab.server.dispatch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of threads that have ended nothing is kept, and those that have not are waited for. */
@Timeout(60)
class StartedThreadsTest {
  private static final int MANY = 50;
  private static final int SOME_THAT_END_AT_ONCE = 5;

  private final List<Thread> made = new ArrayList<>();
  private final StartedThreads threads = new StartedThreads();

  static Stream<ThreadFactory> kinds() {
    return Stream.of(Thread.ofPlatform().factory(), Thread.ofVirtual().factory());
  }

  private ThreadFactory noted(ThreadFactory kind) {
    return task -> {
      made.add(kind.newThread(task));
      return made.getLast();
    };
  }

  /** Starts a thread that ends, and tells what it held. */
  private WeakReference<Object> startOne(ThreadFactory kind) throws InterruptedException {
    Object client = new Object();
    threads.start(kind, client::hashCode);
    made.getLast().join();
    return new WeakReference<>(client);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void keepsNoneThatHaveEndedAndNothingThatTheyRan(ThreadFactory kind) throws InterruptedException {
    List<WeakReference<Object>> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      clients.add(startOne(noted(kind)));
    }
    assertTrue(threads.size() <= SOME_THAT_END_AT_ONCE, threads.size() + " kept");
    for (WeakReference<Object> client : clients) {
      System.gc();
      assertNull(client.get());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void waitsForThoseThatRunOn(ThreadFactory kind) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < MANY; i++) {
      threads.start(noted(kind), () -> await(end));
    }
    Thread joining = Thread.ofPlatform().start(threads::join);
    while (joining.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    end.countDown();
    joining.join();
    made.forEach(thread -> assertFalse(thread.isAlive()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
