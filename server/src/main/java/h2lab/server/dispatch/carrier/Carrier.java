package h2lab.server.dispatch.carrier;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.poll.Peer;
import h2lab.server.dispatch.poll.Poller;
import h2lab.server.dispatch.poll.Watch;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A thread that carries virtual threads and is their poller as well: it runs those that can go on,
 * and when all wait it sleeps until octets come for one of them or somebody else wakes one up.
 *
 * <p>Its virtual threads run nowhere else, so what only they and their carrier touch needs no lock.
 * Other threads may call {@link #execute} and {@link #end}.
 */
final class Carrier implements Executor, Poller.Listener {
  private final Poller poller;
  private final ThreadFactory threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> round = new ArrayDeque<>();
  private final AtomicBoolean asleep = new AtomicBoolean();
  private Runnable acceptable;
  private volatile boolean ended;

  /**
   * @param threadNames how names of its virtual threads begin
   */
  Carrier(ServerOptions options, String threadNames) throws IOException {
    threads = OwnScheduler.threads(this).name(threadNames, 1).factory();
    poller = Poller.open(options);
  }

  /** Makes virtual threads that this carries. */
  ThreadFactory threads() {
    return threads;
  }

  /** Starts another virtual thread that this carries. */
  void start(String name, Runnable task) {
    OwnScheduler.threads(this).name(name).start(task);
  }

  /** Used by this thread and those it carries. */
  Poller poller() {
    return poller;
  }

  /**
   * Accepts from {@code bound}, before this runs.
   *
   * @param acceptable told when clients wait to be accepted
   */
  void listen(ServerSocketChannel bound, Runnable acceptable) throws IOException {
    this.acceptable = acceptable;
    poller.listen(bound);
  }

  /** The channel of a client that is served by threads of this carrier. */
  CarriedChannel channel(Peer peer) {
    return new CarriedChannel(peer, this);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      poller.wakeUp();
    }
  }

  /** Carries until {@link #end}, and then what can still go on. */
  void run() throws IOException {
    while (!ended || !tasks.isEmpty()) {
      runTasks();
      poll();
    }
  }

  /** Those who yield meanwhile come after a look at who has become ready. */
  private void runTasks() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      round.add(task);
    }
    while ((task = round.poll()) != null) {
      task.run();
    }
  }

  /** Whoever adds a task sees that this sleeps, or this sees the task. */
  private void poll() throws IOException {
    asleep.set(tasks.isEmpty());
    boolean sleeps = asleep.get() && tasks.isEmpty() && !ended;
    poller.poll(this, sleeps);
    asleep.set(false);
  }

  @Override
  public void acceptable() {
    asleep.setOpaque(false);
    acceptable.run();
  }

  @Override
  public void ready(Watch watch, boolean readable, boolean writable) {
    asleep.setOpaque(false); // awake, so that whoever can go on now wakes nobody
    ((CarriedChannel) watch.attached()).ready(readable, writable);
  }

  /** Asks {@link #run} to end. */
  void end() {
    ended = true;
    poller.wakeUp();
  }

  /** Frees the poller, when this runs no more. */
  void close() throws IOException {
    poller.close();
  }
}
