package h2lab.server.dispatch.poll;

import h2lab.server.ClientSpread;
import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.dispatch.TimeKeeper;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code async-custom}: one poll loop serves all clients, or several, each with a thread and a
 * poller of its own. The first runs in the server's thread. This is what they share: how many
 * clients there are, who gets the next one, and when to end.
 */
public final class PollLoops implements DispatchMethod {
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile List<PollLoop> loops = List.of();
  private volatile boolean stopAsked;
  private volatile String end;
  private ServerOptions options;
  private int lastAssigned = -1;

  @Override
  public String name() {
    return "async-custom";
  }

  @Override
  public String obstacle(ServerOptions options) {
    if (options.loops() < 1 || options.loops() > ServerOptions.MOST_LOOPS) {
      return "--loops takes 1 to " + ServerOptions.MOST_LOOPS;
    }
    if (options.loops() > 1 && options.spread() == ClientSpread.REUSEPORT && !sharesPorts()) {
      return "--spread reuseport needs SO_REUSEPORT, which this system does not have";
    }
    String ofPoller = Poller.obstacle(options.poller());
    return ofPoller != null ? ofPoller : TlsContext.codecObstacle(options.tls());
  }

  private static boolean sharesPorts() {
    try (ServerSocketChannel any = ServerSocketChannel.open()) {
      return any.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    options = service.options();
    Action.TABLE.vocabulary().describeInRecordings();
    try (TimeKeeper time = new TimeKeeper("server-" + name() + "-alarm")) {
      List<PollLoop> opened = open(listening, service, time);
      loops = opened;
      StartedThreads others = new StartedThreads();
      for (int i = 1; i < opened.size(); i++) {
        PollLoop loop = opened.get(i);
        String name = "server-" + name() + "-" + (i + 1);
        others.start(Thread.ofPlatform().name(name).factory(), () -> run(loop));
      }
      run(opened.getFirst());
      others.join();
    }
    return outcome();
  }

  private List<PollLoop> open(ServerSocketChannel listening, Service service, TimeKeeper time)
      throws IOException {
    List<PollLoop> opened = new ArrayList<>();
    try {
      for (int i = 0; i < options.loops(); i++) {
        PollLoop loop = new PollLoop(this, service, time);
        opened.add(loop);
        if (i == 0) {
          loop.listen(listening);
        } else if (options.spread() == ClientSpread.REUSEPORT) {
          loop.listenBeside(listening);
        }
      }
      return List.copyOf(opened);
    } catch (IOException | RuntimeException | Error e) {
      opened.forEach(loop -> close(loop, e));
      throw e;
    }
  }

  private static void close(PollLoop loop, Throwable cause) {
    try {
      loop.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Runs a loop to its end; if it breaks down, all end. */
  private void run(PollLoop loop) {
    try {
      try {
        loop.run();
      } finally {
        loop.close();
      }
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      end("broke down");
    }
  }

  private String outcome() throws IOException {
    switch (failure.get()) {
      case null -> {
        return end;
      }
      case IOException cause -> throw cause;
      case RuntimeException cause -> throw cause;
      case Throwable cause -> throw (Error) cause; // the only other kind that is caught
    }
  }

  @Override
  public void stop() {
    stopAsked = true;
    loops.forEach(PollLoop::wakeUp);
  }

  /** Counts a client in, if there is a place for it. */
  boolean enter() {
    if (clients.incrementAndGet() <= options.maxClients()) {
      return true;
    }
    clients.decrementAndGet();
    return false;
  }

  /** Counts a client out. */
  void left() {
    clients.decrementAndGet();
  }

  /** Gives a client that has entered to a loop; called in the thread of the accepting one. */
  void assign(Peer peer, PollLoop accepting) {
    if (options.spread() == ClientSpread.ACCEPT) {
      lastAssigned = (lastAssigned + 1) % loops.size(); // only the first loop accepts
      PollLoop next = loops.get(lastAssigned);
      if (next != accepting && next.handOver(peer)) {
        return;
      }
    }
    accepting.admit(peer);
  }

  /** Whether the loops are to end; the first loop to find so tells the others. */
  boolean shouldEnd() {
    if (end == null && stopAsked) {
      end("stopped");
    } else if (end == null && timeLeftNanos() <= 0) {
      end(
          (clients.get() == 0 ? "no client for " : "no client did anything for ")
              + timeout().toMillis() / 1e3
              + " s");
    }
    return end != null;
  }

  private synchronized void end(String reason) {
    if (end == null) {
      end = reason;
      loops.forEach(PollLoop::wakeUp);
    }
  }

  /** Time until the loops end by themselves if nothing happens; {@link PollLoop#NEVER} possibly. */
  long timeLeftNanos() {
    Duration timeout = timeout();
    if (timeout == null) {
      return PollLoop.NEVER;
    }
    long now = System.nanoTime();
    long idleNanos = Long.MAX_VALUE;
    for (PollLoop loop : loops) {
      idleNanos = Math.min(idleNanos, now - loop.lastActivityNanos());
    }
    return timeout.toNanos() - idleNanos;
  }

  /** Whoever acts last recomputes its time left, and so sees the state that all are in then. */
  private Duration timeout() {
    return clients.get() == 0 ? options.noClientPollTimeout() : options.pollTimeout();
  }
}
