package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread that serves its clients, woken by one poller. A ready client runs its actions until it
 * can only wait, then the next; when all wait, the loop polls.
 */
final class PollLoop implements Poller.Listener {
  /** As a time to wait, or a time to come. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_WAIT_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final PollLoops all;
  private final Service service;
  private final Poller poller;
  private final Set<Watch> clients = new HashSet<>();
  private final Overdue lingering = new Overdue(Service.LINGER);
  private final HandedOver handedOver = new HandedOver();
  private final AtomicLong lastActivityNanos = new AtomicLong(System.nanoTime());
  private long acceptAgainNanos = NEVER;
  private boolean ending;

  PollLoop(PollLoops all, Service service) throws IOException {
    this.all = all;
    this.service = service;
    poller = Poller.open(service.options());
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
        ending = true;
        poller.accepting(false);
        List.copyOf(clients).forEach(this::shutDown);
        continue;
      }
      if (poller.poll(this, timeoutMillis()) > 0) {
        lastActivityNanos.setOpaque(System.nanoTime());
      }
      giveUpOverdue();
      acceptAgain();
    }
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
        if (!watch.client().isClosed()) {
          watch.client().close();
        }
      }
    }
  }

  @Override
  public void ready(Watch watch, boolean readable, boolean writable) {
    watch.client().ready(readable, writable);
    settle(watch);
  }

  @Override
  public void acceptable() {
    try {
      for (Peer peer; (peer = poller.accept()) != null; ) {
        if (all.enter()) {
          all.assign(peer, this);
        } else {
          service.refuse(peer.channel(), peer.address());
        }
      }
    } catch (IOException e) {
      service.acceptFailed(e);
      pauseAccepting();
    }
  }

  /** The client still waits to be accepted; telling so at every poll would keep the loop busy. */
  private void pauseAccepting() {
    try {
      poller.accepting(false);
      acceptAgainNanos = System.nanoTime() + PAUSE_AFTER_FAILURE_NANOS;
    } catch (IOException e) {
      service.acceptFailed(e);
    }
  }

  private void acceptAgain() throws IOException {
    if (acceptAgainNanos != NEVER && !ending && System.nanoTime() - acceptAgainNanos >= 0) {
      acceptAgainNanos = NEVER;
      poller.accepting(true);
    }
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

  private void takeHandedOver() {
    if (handedOver.hasAny()) {
      handedOver.take().forEach(this::admit);
      lastActivityNanos.setOpaque(System.nanoTime());
    }
  }

  /** Begins to serve a client that has entered. */
  void admit(Peer peer) {
    Watch watch = null;
    try {
      watch = poller.watch(peer);
      watch.serve(
          new Client(service.begin(peer.channel(), peer.address(), Action.TABLE.vocabulary())));
    } catch (IOException | RuntimeException e) {
      all.left();
      service.beginFailed(peer.channel(), e);
      if (watch != null) {
        watch.end();
      }
      return;
    }
    clients.add(watch);
    watch.client().runActions();
    settle(watch);
    if (ending) {
      shutDown(watch);
    }
  }

  /** After its actions: what the client waits for, or that it is gone. */
  private void settle(Watch watch) {
    Client client = watch.client();
    if (client.isClosed()) {
      watch.end();
      lingering.remove(watch);
      if (clients.remove(watch)) {
        all.left();
      }
      return;
    }
    if (client.has(ClientFact.ENDING)) {
      lingering.add(watch);
    }
    watch.await(client.awaitsInput(), client.awaitsRoom());
  }

  private void shutDown(Watch watch) {
    if (!watch.client().isClosed()) {
      watch.client().shutDown();
      settle(watch);
    }
  }

  private int timeoutMillis() {
    long wait = ending ? NEVER : all.timeLeftNanos();
    if (wait == NEVER && lingering.isEmpty() && acceptAgainNanos == NEVER) {
      return Poller.FOREVER;
    }
    long now = System.nanoTime();
    wait = Math.min(wait, lingering.timeLeftNanos(now));
    if (acceptAgainNanos != NEVER && !ending) {
      wait = Math.min(wait, acceptAgainNanos - now);
    }
    long waitMillis = TimeUnit.NANOSECONDS.toMillis(Math.max(wait, 0)) + 1; // rounded up
    return (int) Math.min(waitMillis, LONGEST_WAIT_MILLIS);
  }

  private void giveUpOverdue() {
    if (lingering.isEmpty()) {
      return;
    }
    for (Watch watch : lingering.take(System.nanoTime())) {
      watch.client().giveUp();
      settle(watch);
    }
  }
}
