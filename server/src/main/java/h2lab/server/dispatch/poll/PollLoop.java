package h2lab.server.dispatch.poll;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code async-custom}: one thread serves all clients, woken by one selector. A ready client runs
 * its actions until it can only wait, then the next; when all wait, the loop polls.
 */
public final class PollLoop implements DispatchMethod {
  private static final long FOREVER = Long.MAX_VALUE;

  /** Clients that are ending, and when they must be gone; the earliest is first. */
  private final Map<Client, Long> deadlinesNanos = new LinkedHashMap<>();

  private volatile boolean stopAsked;
  private volatile Selector selector;
  private Service service;
  private int clients;
  private long lastActivityNanos;

  @Override
  public String name() {
    return "async-custom";
  }

  @Override
  public String obstacle(ServerOptions options) {
    return TlsContext.codecObstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    this.service = service;
    Action.vocabulary().describeInRecordings();
    try (Selector polled = Selector.open()) {
      listening.configureBlocking(false);
      SelectionKey accepting = listening.register(polled, SelectionKey.OP_ACCEPT);
      selector = polled;
      return poll(polled, accepting);
    }
  }

  @Override
  public void stop() {
    stopAsked = true;
    Selector polled = selector;
    if (polled != null) {
      polled.wakeup();
    }
  }

  private String poll(Selector polled, SelectionKey accepting) throws IOException {
    String end = null;
    lastActivityNanos = System.nanoTime();
    while (end == null || clients > 0) {
      if (end == null) {
        end = reasonToEnd();
        if (end != null) {
          accepting.cancel();
          clientsOf(polled).forEach(this::shutDown);
          continue;
        }
      }
      long waitNanos = waitNanos(end == null);
      int ready =
          waitNanos == FOREVER
              ? polled.select(this::serveReady)
              : polled.select(this::serveReady, TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1);
      if (ready > 0) {
        lastActivityNanos = System.nanoTime();
      }
      giveUpOverdue();
    }
    return end;
  }

  private void serveReady(SelectionKey key) {
    if (key.attachment() instanceof Client client) {
      client.ready(key.isReadable(), key.isWritable());
      settle(key, client);
    } else {
      accept(key);
    }
  }

  private void accept(SelectionKey accepting) {
    ServerSocketChannel listening = (ServerSocketChannel) accepting.channel();
    try {
      for (SocketChannel channel; (channel = listening.accept()) != null; ) {
        if (clients < service.options().maxClients()) {
          admit(channel, accepting.selector());
        } else {
          service.refuse(channel);
        }
      }
    } catch (IOException e) {
      service.acceptFailed(e);
    }
  }

  private void admit(SocketChannel channel, Selector polled) throws IOException {
    try {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(polled, 0);
      Client client = new Client(service.begin(channel, Action.vocabulary()));
      clients++;
      key.attach(client);
      client.runActions();
      settle(key, client);
    } catch (IOException | RuntimeException e) {
      service.beginFailed(channel, e);
    }
  }

  /** After its actions: what the client waits for, or that it is gone. */
  private void settle(SelectionKey key, Client client) {
    if (client.isClosed()) {
      clients--;
      deadlinesNanos.remove(client);
      return;
    }
    if (client.has(ClientFact.ENDING)) {
      deadlinesNanos.putIfAbsent(client, System.nanoTime() + Service.LINGER.toNanos());
    }
    int interest =
        (client.awaitsInput() ? SelectionKey.OP_READ : 0)
            | (client.awaitsRoom() ? SelectionKey.OP_WRITE : 0);
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
  }

  private static List<SelectionKey> clientsOf(Selector polled) {
    return new ArrayList<>(polled.keys())
        .stream().filter(key -> key.isValid() && key.attachment() instanceof Client).toList();
  }

  private void shutDown(SelectionKey key) {
    Client client = (Client) key.attachment();
    client.shutDown();
    settle(key, client);
  }

  /** Null while there is none. */
  private String reasonToEnd() {
    if (stopAsked) {
      return "stopped";
    }
    Duration timeout = timeout();
    if (timeout == null || System.nanoTime() - lastActivityNanos < timeout.toNanos()) {
      return null;
    }
    return (clients == 0 ? "no client for " : "no client did anything for ")
        + timeout.toMillis() / 1e3
        + " s";
  }

  private Duration timeout() {
    return clients == 0 ? service.options().noClientPollTimeout() : service.options().pollTimeout();
  }

  private long waitNanos(boolean timeoutCounts) {
    Duration timeout = timeoutCounts ? timeout() : null;
    if (timeout == null && deadlinesNanos.isEmpty()) {
      return FOREVER;
    }
    long now = System.nanoTime();
    long wait = timeout == null ? FOREVER : lastActivityNanos + timeout.toNanos() - now;
    if (!deadlinesNanos.isEmpty()) {
      wait = Math.min(wait, deadlinesNanos.values().iterator().next() - now);
    }
    return Math.max(wait, 0);
  }

  private void giveUpOverdue() {
    if (deadlinesNanos.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    var overdue =
        deadlinesNanos.entrySet().stream()
            .takeWhile(deadline -> deadline.getValue() - now <= 0)
            .map(Map.Entry::getKey)
            .toList();
    for (Client client : overdue) {
      client.giveUp();
      deadlinesNanos.remove(client);
      if (client.isClosed()) {
        clients--;
      }
    }
  }
}
