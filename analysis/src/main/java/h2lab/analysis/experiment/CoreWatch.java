package h2lab.analysis.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * Looks what the cores of server and load are like, by two threads that are bound to them: each
 * does a fixed piece of work, then they hand a cache line to and fro. A look takes some 15 ms of
 * each core.
 */
final class CoreWatch implements AutoCloseable {
  private static final int STEPS = 4_000_000;
  private static final int ROUND_TRIPS = 300;

  /** Of the work, of which the least time counts. */
  private static final int PIECES = 5;

  /** Of round trips, of which the median counts. */
  private static final int BATCHES = 11;

  /** Until the work is compiled, and what is the best is known. */
  private static final int FIRST_LOOKS = 10;

  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /** Some seconds: it is told after a few, and then now and then. */
  private static final int LOOKS_BETWEEN_WORDS = 100;

  private static final int LOOKS_BEFORE_WORDS = 20;
  private static final long PATIENCE_SECONDS = 60;

  /** Places in {@link #lines}, in cache lines of their own. */
  private static final int THERE = 32;

  private static final int BACK = 64;

  /** Sees nothing. */
  static final CoreWatch NONE = new CoreWatch(null, null, CoreCondition.ANY, state -> {});

  private final ExecutorService server;
  private final ExecutorService load;
  private final CoreCondition condition;
  private final Consumer<CoreState> waiting;
  private final AtomicLongArray lines = new AtomicLongArray(96);
  private double bestOfServer = Double.MAX_VALUE;
  private double bestOfLoad = Double.MAX_VALUE;

  private CoreWatch(
      ExecutorService server,
      ExecutorService load,
      CoreCondition condition,
      Consumer<CoreState> waiting) {
    this.server = server;
    this.load = load;
    this.condition = condition;
    this.waiting = waiting;
  }

  /**
   * Begins to watch.
   *
   * @param pins the cores of server and load, of which the first counts; null for none
   * @param condition that trials wait for
   * @param waiting is told every few seconds what they still wait with
   * @return {@link #NONE} if there is nothing to watch, or threads cannot be bound
   */
  static CoreWatch on(TrialResult.Pins pins, CoreCondition condition, Consumer<CoreState> waiting)
      throws InterruptedException {
    if (pins == null) {
      return NONE;
    }
    ExecutorService server = thread();
    ExecutorService load = thread();
    CoreWatch watch = new CoreWatch(server, load, condition, waiting);
    if (!bind(server, pins.server()) || !bind(load, pins.load())) {
      watch.close();
      return NONE;
    }
    for (int i = 0; i < FIRST_LOOKS; i++) {
      watch.look();
    }
    return watch;
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("core watch").factory());
  }

  private static boolean bind(ExecutorService thread, String cores) throws InterruptedException {
    String core = Cores.parse(cores).getFirst().toString();
    return result(
        thread.submit(
            () -> {
              try {
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
                Path here = Path.of(".");
                return !Environment.output(here, "taskset", "-p", "-c", core, self.toString())
                    .isEmpty();
              } catch (IOException e) {
                return false; // not Linux
              }
            }));
  }

  /** What they are like now; null if nobody can tell. */
  CoreState look() throws InterruptedException {
    if (server == null) {
      return null;
    }
    Future<Double> ofLoad = load.submit(CoreWatch::leastWorkUs);
    double serverUs = result(server.submit(CoreWatch::leastWorkUs));
    double loadUs = result(ofLoad);
    Future<?> answering = load.submit(this::answer);
    double roundTripNs = result(server.submit(this::ask));
    result(answering);
    bestOfServer = Math.min(bestOfServer, serverUs);
    bestOfLoad = Math.min(bestOfLoad, loadUs);
    double slower = Math.max(serverUs / bestOfServer, loadUs / bestOfLoad) - 1;
    return new CoreState(serverUs, loadUs, 100 * slower, roundTripNs);
  }

  /**
   * Looks until they are as they should be, for a minute at most.
   *
   * @return what they are like then; null if nobody can tell
   */
  CoreState await() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    CoreState state = look();
    for (int looks = 1;
        !condition.holds(state) && System.nanoTime() - end < 0 && !ChildProcess.isEnding();
        looks++) {
      if (looks % LOOKS_BETWEEN_WORDS == LOOKS_BEFORE_WORDS) {
        waiting.accept(state);
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      state = look();
    }
    return state;
  }

  /** What they were like before, and are now; null if nobody can tell. */
  CoreStates since(CoreState before) throws InterruptedException {
    return before == null ? null : new CoreStates(before, look());
  }

  private static double leastWorkUs() {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < PIECES; i++) {
      long begin = System.nanoTime();
      long made = work(begin);
      double micros = (System.nanoTime() - begin) / 1e3;
      least = made == 0 ? least : Math.min(least, micros); // or it could be left out
    }
    return least;
  }

  /** Several chains at once, to notice if another uses what two threads of a core share. */
  private static long work(long seed) {
    long a = seed;
    long b = seed + 1;
    long c = seed | 1;
    long d = seed + 3;
    for (int i = 0; i < STEPS; i++) {
      a = a * 3 + 1;
      b = b * 5 + 1;
      c ^= c << 3;
      d += d >> 2;
    }
    return a ^ b ^ c ^ d | 1;
  }

  private double ask() {
    double[] batches = new double[BATCHES];
    lines.set(BACK, 0);
    for (int batch = 0, trip = 1; batch < BATCHES; batch++) {
      long begin = System.nanoTime();
      for (int i = 0; i < ROUND_TRIPS; i++, trip++) {
        lines.setRelease(THERE, trip);
        awaitTrip(BACK, trip);
      }
      batches[batch] = (double) (System.nanoTime() - begin) / ROUND_TRIPS;
    }
    lines.set(THERE, 0);
    Arrays.sort(batches);
    return batches[BATCHES / 2];
  }

  private void answer() {
    for (int trip = 1; trip <= BATCHES * ROUND_TRIPS; trip++) {
      awaitTrip(THERE, trip);
      lines.setRelease(BACK, trip);
    }
  }

  private void awaitTrip(int place, long trip) {
    while (lines.getAcquire(place) != trip) {
      Thread.onSpinWait();
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot look at the cores", e.getCause());
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.shutdownNow();
      load.shutdownNow();
    }
  }
}
