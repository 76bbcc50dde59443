package h2lab.server.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** One thread's clients, driven by one selector, through the phases of the run. */
final class LoadLoop {
  private static final long LOOK_NANOS = RunClock.LONGEST_SLEEP_NANOS;
  private static final long GRACE_NANOS = 1_000_000_000;
  private static final long MILLI = 1_000_000;

  private final LoadPlan plan;
  private final InetSocketAddress address;
  private final RunClock clock;
  private final TrustAll tls;
  private final Pace pace;
  private final Tally tally;
  private final ErrorLines errors = new ErrorLines();
  private final List<LoadClient> clients = new ArrayList<>();
  private final Queue<LoadClient> unfinished = new ArrayDeque<>();
  private final Consumer<SelectionKey> wake = key -> ((LoadClient) key.attachment()).wake();

  private Selector selector;
  private int alive;
  private int firstServed;
  private boolean begun;
  private boolean measuring;
  private boolean over;
  private long overAt;
  private long phaseEnd;
  private long nextLook;

  /**
   * @param number of the loop, from 0
   * @param firstClient number of its first client among all
   * @param count its clients
   * @param tls null in cleartext
   */
  LoadLoop(
      LoadPlan plan,
      int number,
      int firstClient,
      int count,
      InetSocketAddress address,
      RunClock clock,
      TrustAll tls) {
    this.plan = plan;
    this.address = address;
    this.clock = clock;
    this.tls = tls;
    this.pace = Pace.of(plan, number, firstClient, count);
    this.tally = new Tally(plan.openLoop(), plan.sliceNanos());
    for (int i = 0; i < count; i++) {
      clients.add(new LoadClient(this, i));
    }
    this.alive = count;
  }

  /** Runs until all clients are done or gone. */
  void run() throws IOException {
    try (Selector opened = Selector.open()) {
      selector = opened;
      clients.forEach(this::connect);
      long now = System.nanoTime();
      phaseEnd = now;
      while (alive > 0) {
        select(now);
        now = System.nanoTime();
        turn(now);
      }
      finish(now);
    }
  }

  private void select(long now) throws IOException {
    long untilDue = begun ? pace.untilDueNanos(now) : LOOK_NANOS;
    // Sleeping is exact to a millisecond; below that a request would be late by our own doing.
    if (untilDue >= MILLI && unfinished.isEmpty()) {
      selector.select(wake, Math.max(1, Math.min(untilDue, phaseEnd - now) / MILLI));
    } else {
      int waiting = unfinished.size();
      selector.selectNow(wake);
      for (; waiting > 0; waiting--) {
        unfinished.remove().wake();
      }
    }
  }

  private void turn(long now) {
    advance(now);
    if (clock.interrupted()) {
      finish(now);
      clients.stream().filter(client -> !client.closed()).forEach(LoadClient::leave);
    } else if (pace.untilDueNanos(now) == 0) {
      serve(now);
    }
    if (now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      look(now);
    }
  }

  /**
   * Lets clients take what is due, beginning with another one each time, so that none is spared.
   */
  private void serve(long now) {
    firstServed = (firstServed + 1) % clients.size();
    for (int i = 0; i < clients.size() && pace.untilDueNanos(now) == 0; i++) {
      clients.get((firstServed + i) % clients.size()).proceed(now);
    }
  }

  private void look(long now) {
    boolean cutOff = begun && plan.openLoop() && plan.untilTime() && isTooLate(now);
    boolean graceOver = over && now - overAt >= Math.min(GRACE_NANOS, plan.timeoutNanos());
    for (LoadClient client : clients) {
      if (client.closed()) {
        continue;
      }
      if (graceOver) {
        client.leave();
      } else if (cutOff) {
        client.fail("requests not answered when the timeout after the last was over", true);
      } else {
        client.proceed(now); // leaves if it has nothing to wait for any more
        client.look(now);
      }
    }
  }

  private boolean isTooLate(long now) {
    return now - clock.measuredUntil() >= plan.timeoutNanos();
  }

  /**
   * Enters the phases that have begun by {@code now}; to be called before anything is counted. What
   * runs for each answer is the same in all phases, and what runs at their ends runs between them
   * too: code that took a new way when the measured phase begins would be compiled anew just then.
   */
  void advance(long now) {
    if (now - phaseEnd >= 0) {
      enterPhases(now);
    }
  }

  private void enterPhases(long now) {
    phaseEnd = now + LOOK_NANOS;
    if (!begun && clock.begun()) {
      begun = true;
      pace.begin(clock.origin());
    }
    if (begun && !measuring && !over) {
      long left = leftUntil(clock.measuredFrom(), now);
      tally.countFrom(now + Math.min(0, left));
      clients.forEach(LoadClient::countFromNow);
      if (left <= 0) {
        measuring = true;
        clock.loopMeasures();
      }
    }
    if (measuring && endsByTime() && leftUntil(clock.measuredUntil(), now) <= 0) {
      finish(now);
    }
  }

  /** Nanoseconds until the end of the phase under way; until then nothing is entered. */
  private long leftUntil(long end, long now) {
    phaseEnd = now + Math.min(LOOK_NANOS, Math.max(0, end - now));
    return end - now;
  }

  /** Open loops go on until the last request is answered: one cut off would hide its time. */
  private boolean endsByTime() {
    return plan.untilTime() && !plan.openLoop();
  }

  /** Counts no more and begins no more; clients leave as their last answers come. */
  private void finish(long now) {
    if (over) {
      return;
    }
    over = true;
    overAt = now;
    nextLook = now;
    if (!measuring) {
      tally.countFrom(now);
      clients.forEach(LoadClient::countFromNow);
    }
    tally.stop();
    errors.close();
    pace.stop();
    measuring = false;
    clock.loopIsOver();
  }

  /** A client is ready for requests. */
  void ready(long now) {
    clock.begin(now);
    enterPhases(now);
  }

  void connect(LoadClient client) {
    client.connect(selector, address);
  }

  /** A client has more to do than fits its turn. */
  void goOnLater(LoadClient client) {
    unfinished.add(client);
  }

  /** A client has ended. */
  void gone() {
    alive--;
  }

  Wire wire(SocketChannel channel) {
    return tls == null
        ? new ClearWire(channel)
        : new TlsWire(channel, tls.engine(plan.target().host()));
  }

  LoadPlan plan() {
    return plan;
  }

  Pace pace() {
    return pace;
  }

  Tally tally() {
    return tally;
  }

  ErrorLines errors() {
    return errors;
  }

  List<LoadClient> clients() {
    return clients;
  }
}
