package h2lab.server.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** One run of a {@link LoadPlan}: its threads, and their figures put together. */
final class LoadRun {
  private static final long TICK_MILLIS = 100;

  private final LoadPlan plan;
  private final RunClock clock;
  private final List<LoadLoop> loops = new ArrayList<>();
  private volatile Throwable broken;

  /**
   * @param announcements takes the lines that mark the measured phase
   * @throws UnknownHostException if the target's host has no address
   */
  LoadRun(LoadPlan plan, Consumer<String> announcements) throws UnknownHostException {
    this.plan = plan;
    this.clock = new RunClock(plan, announcements);
    LoadTarget target = plan.target();
    var address = new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    TrustAll tls = target.secure() ? new TrustAll() : null;
    int first = 0;
    for (int i = 0; i < plan.threads(); i++) {
      int count = plan.clients() / plan.threads() + (i < plan.clients() % plan.threads() ? 1 : 0);
      loops.add(new LoadLoop(plan, i, first, count, address, clock, tls));
      first += count;
    }
  }

  /**
   * Makes the load.
   *
   * @param progress takes the number of requests done, some times a second
   */
  LoadResult run(LongConsumer progress) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (LoadLoop loop : loops) {
      threads.add(Thread.ofPlatform().name("load-" + threads.size()).start(() -> run(loop)));
    }
    for (Thread thread : threads) {
      while (!thread.join(java.time.Duration.ofMillis(TICK_MILLIS))) {
        progress.accept(loops.stream().mapToLong(loop -> loop.tally().published()).sum());
      }
    }
    if (broken != null) {
      throw new IllegalStateException("a load thread broke", broken);
    }
    return result(System.nanoTime());
  }

  private void run(LoadLoop loop) {
    try {
      loop.run();
    } catch (IOException e) {
      broken = new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      broken = e;
    } finally {
      if (broken != null) {
        clock.interrupt();
      }
    }
  }

  /**
   * Ends the warm-up soon, unless it is over; not before it was as long as planned at least. From
   * any thread.
   */
  void endWarmUp() {
    clock.endWarmUp(System.nanoTime());
  }

  /** Ends the run now; {@link #run} returns what has been measured. */
  void interrupt() {
    clock.interrupt();
  }

  private LoadResult result(long now) {
    RequestCounts requests = RequestCounts.NONE;
    TrafficCounts traffic = TrafficCounts.NONE;
    Histogram times = new RequestTimes().histogram();
    Slices slices = new Slices(plan.sliceNanos());
    ErrorLines errors = new ErrorLines();
    for (LoadLoop loop : loops) {
      requests = requests.plus(loop.tally().counts());
      traffic = traffic.plus(loop.tally().traffic());
      times.add(loop.tally().times().histogram());
      slices.add(loop.tally().slices());
      errors.add(loop.errors());
    }
    if (requests.done() == 0 && errors.isEmpty()) {
      errors.add("no request was answered in the measured phase");
    }
    return new LoadResult(
        plan,
        clock.warmUpNanos(),
        measuredNanos(now),
        plan.untilTime() ? requests : requests.withTotal(plan.requests()),
        traffic,
        times,
        slices,
        clients().mapToDouble(LoadClient::connectNanos).filter(nanos -> nanos > 0).toArray(),
        clients().mapToDouble(LoadClient::doneRequests).toArray(),
        clients().map(LoadClient::tls).filter(Objects::nonNull).findFirst().orElse(null),
        errors.lines(),
        clock.interrupted());
  }

  private java.util.stream.Stream<LoadClient> clients() {
    return loops.stream().flatMap(loop -> loop.clients().stream());
  }

  private long measuredNanos(long now) {
    if (!clock.begun() || now - clock.measuredFrom() <= 0) {
      return 0;
    }
    boolean byTime = plan.untilTime() && !plan.openLoop();
    if (byTime && now - clock.measuredUntil() >= 0) {
      return plan.measuredNanos();
    }
    long last = loops.stream().mapToLong(loop -> loop.tally().lastDone()).max().orElseThrow();
    return Math.max(0, last - clock.measuredFrom());
  }
}
