package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.TimeKeeper;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread that serves its clients, woken by one poller. A ready client runs its actions until it
 * can only wait, then the next; when all wait, the loop polls.
 */
final class PollLoop implements Poller.Listener {
  /** As a time to wait, or a time to come. */
  static final long NEVER = Long.MAX_VALUE;

  private final PollLoops all;
  private final Service service;
  private final Poller poller;
  private final Set<Watch> clients = new HashSet<>();
  private final Overdue draining = new Overdue(Service.STOP_GRACE);
  private final Overdue lingering = new Overdue(Service.LINGER);
  private final WakeUpClock clock = new WakeUpClock();
  private final Waiting waiting;
  private final Acceptor acceptor;
  private final Lookout lookout;
  private final Alarm alarm;
  private final HandedOver handedOver = new HandedOver();
  private final AtomicLong lastActivityNanos = new AtomicLong(System.nanoTime());
  private boolean ending;

  PollLoop(PollLoops all, Service service, TimeKeeper time) throws IOException {
    this.all = all;
    this.service = service;
    poller = Poller.open(service.options());
    waiting = new Waiting(service.options().waiting(), clock.nowNanos());
    acceptor = new Acceptor(this, all, poller, service);
    lookout = new Lookout(service.options().deadlines().interval());
    alarm = new Alarm(time, poller::wakeUp);
  }

  /** Accepts clients from {@code bound}, see {@link Poller#listen}. */
  void listen(ServerSocketChannel bound) throws IOException {
    poller.listen(bound);
  }

  /** Accepts clients by a socket of its own, see {@link Poller#listenBeside}. */
  void listenBeside(ServerSocketChannel bound) throws IOException {
    poller.listenBeside(bound);
  }

  /** Ends the poll under way or else the next one; from any thread. */
  void wakeUp() {
    poller.wakeUp();
  }

  /** When something last happened to a client of this loop; from any thread. */
  long lastActivityNanos() {
    return lastActivityNanos.getOpaque();
  }

  /** Serves until the loops end and the last client of this one is gone. */
  void run() throws IOException {
    while (!(ending && clients.isEmpty() && handedOver.closeIfEmpty())) {
      takeHandedOver();
      if (!ending && all.shouldEnd()) {
        beginToEnd();
        continue;
      }
      boolean waits = setAlarm();
      clock.sleep();
      if (waiting.poll(poller, this, waits, !clients.isEmpty()) > 0) {
        lastActivityNanos.setOpaque(clock.nowNanos());
        waiting.worked(clock.nowNanos());
      }
      giveUpOverdue();
      evictOverdue();
      acceptor.endPause(clock.nowNanos());
    }
  }

  private void beginToEnd() throws IOException {
    ending = true;
    acceptor.stop();
    List.copyOf(clients).forEach(this::drain);
  }

  /** Frees what the loop holds, also if it broke down with clients. */
  void close() throws IOException {
    try (poller) {
      for (Peer peer : handedOver.close()) {
        all.left();
        peer.channel().close();
      }
      for (Watch watch : clients) {
        all.left();
        if (!client(watch).isClosed()) {
          client(watch).close();
        }
      }
    }
  }

  @Override
  public void ready(Watch watch, boolean readable, boolean writable) {
    Client client = client(watch);
    long before = client.requests();
    client.time(clock.nowNanos());
    client.ready(readable, writable);
    waiting.answered(client.requests() - before);
    settle(watch);
  }

  @Override
  public void acceptable() {
    acceptor.acceptAll(clock.nowNanos());
  }

  /**
   * Gives this loop a client, from another loop's thread.
   *
   * @return false if it has ended and takes nobody
   */
  boolean handOver(Peer peer) {
    boolean taken = handedOver.add(peer);
    if (taken) {
      poller.wakeUp();
    }
    return taken;
  }

  private static Client client(Watch watch) {
    return (Client) watch.attached();
  }

  private void takeHandedOver() {
    if (handedOver.hasAny()) {
      handedOver.take().forEach(this::admit);
      lastActivityNanos.setOpaque(clock.nowNanos());
    }
  }

  /** Begins to serve a client that has entered. */
  void admit(Peer peer) {
    Watch watch = null;
    try {
      watch = poller.watch(peer);
      watch.attach(begin(peer));
    } catch (IOException | RuntimeException e) {
      all.left();
      service.beginFailed(peer.channel(), e);
      if (watch != null) {
        watch.end();
      }
      return;
    }
    clients.add(watch);
    waiting.clientsChanged(clock.nowNanos());
    client(watch).runActions();
    settle(watch);
    if (ending) {
      drain(watch);
    }
  }

  private Client begin(Peer peer) {
    return new Client(
        service.begin(peer.channel(), peer.address(), Action.TABLE.vocabulary()), clock.nowNanos());
  }

  /** After its actions: what the client waits for, or that it is gone. */
  private void settle(Watch watch) {
    Client client = client(watch);
    if (client.isClosed()) {
      watch.end();
      draining.remove(watch);
      lingering.remove(watch);
      if (clients.remove(watch)) {
        waiting.clientsChanged(clock.nowNanos());
        all.left();
      }
      return;
    }
    if (client.has(ClientFact.ENDING)) {
      lingering.add(watch, clock.nowNanos());
    } else if (client.isDraining()) {
      draining.add(watch, clock.nowNanos());
    }
    watch.await(client.awaitsInput(), client.awaitsRoom());
  }

  private void drain(Watch watch) {
    if (!client(watch).isClosed()) {
      client(watch).drain(Service.ENDS);
      settle(watch);
    }
  }

  /** Whether the next poll may wait, until the alarm ends it: nothing is due yet. */
  private boolean setAlarm() {
    long now = clock.nowNanos();
    long left = timeLeftNanos(now);
    if (left > 0 && left != NEVER) {
      alarm.set(now, left);
    }
    return left > 0;
  }

  private long timeLeftNanos(long now) {
    long left = Math.min(ending ? NEVER : all.timeLeftNanos(), acceptor.timeLeftNanos(now));
    if (!clients.isEmpty()) {
      left = Math.min(left, lookout.timeLeftNanos(now));
      left = Math.min(left, draining.timeLeftNanos(now));
      left = Math.min(left, lingering.timeLeftNanos(now));
    }
    return left;
  }

  /** Clients that do not take what is left for them, or do not go. */
  private void giveUpOverdue() {
    for (Watch watch : draining.take(clock.nowNanos())) {
      client(watch).endDraining();
      settle(watch);
    }
    for (Watch watch : lingering.take(clock.nowNanos())) {
      client(watch).giveUp();
      settle(watch);
    }
  }

  private void evictOverdue() {
    if (clients.isEmpty() || !lookout.isDue(clock.nowNanos())) {
      return;
    }
    long now = clock.nowNanos();
    for (Watch watch : clients.stream().filter(watch -> client(watch).isOverdue(now)).toList()) {
      client(watch).evict(now);
      settle(watch);
    }
  }
}
