package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The clients that blocking threads serve now, and how they are accepted and stopped. */
final class BlockingClients {
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Set<BlockingClient> live = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopAsked;
  private volatile ServerSocketChannel listening;
  private volatile Thread enforcer;

  /**
   * Accepts clients and hands each to {@code dispatch}, which may serve it right there.
   *
   * @return why it ended
   */
  String acceptUntilStopped(
      ServerSocketChannel listening, Service service, Consumer<BlockingClient> dispatch)
      throws IOException {
    BlockingAction.TABLE.vocabulary().describeInRecordings();
    this.listening = listening;
    while (!stopAsked) {
      try {
        admit(listening.accept(), service, dispatch);
      } catch (ClosedChannelException e) {
        if (!stopAsked) {
          throw e;
        }
      } catch (IOException e) {
        service.acceptFailed(e);
        LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS); // the cause needs time to pass
      }
    }
    return "stopped";
  }

  private void admit(SocketChannel channel, Service service, Consumer<BlockingClient> dispatch) {
    if (live.size() >= service.options().maxClients()) {
      service.refuse(channel);
      return;
    }
    try {
      BlockingClient client = new BlockingClient(channel, service, live::remove);
      live.add(client);
      if (stopAsked) {
        client.stop();
      }
      dispatch.accept(client);
    } catch (IOException | RuntimeException e) {
      service.beginFailed(channel, e);
    }
  }

  /** Stops accepting and asks every client's thread to end; after the grace, makes it. */
  synchronized void stop() {
    if (stopAsked) {
      return;
    }
    // first, so that whoever sees the end sees the enforcer too, and waits for it
    enforcer = Thread.ofPlatform().daemon().name("stop-enforcer").start(this::enforce);
    stopAsked = true;
    close(listening);
    live.forEach(BlockingClient::stop);
  }

  private void enforce() {
    try {
      if (!ended.await(Service.STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        live.forEach(BlockingClient::forceClosed);
      }
    } catch (InterruptedException e) {
      live.forEach(BlockingClient::forceClosed);
    }
  }

  /** All clients are gone; returns when no thread of ours is left. */
  void ended() {
    ended.countDown();
    Thread waited = enforcer;
    if (waited != null) {
      try {
        waited.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void close(ServerSocketChannel listening) {
    try {
      if (listening != null) {
        listening.close();
      }
    } catch (IOException e) {
      // closed is closed
    }
  }
}
