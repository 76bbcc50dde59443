package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The clients that blocking threads serve now, and how they are accepted and stopped. */
final class BlockingClients {
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Set<BlockingClient> live = ConcurrentHashMap.newKeySet();
  private final Watchdog watchdog = new Watchdog();
  private volatile boolean stopAsked;
  private volatile Entrance entrance;

  /**
   * Accepts clients and hands each to {@code dispatch}, which may serve it right there.
   *
   * @return why it ended
   */
  String acceptUntilStopped(Entrance entrance, Service service, Consumer<BlockingClient> dispatch)
      throws IOException {
    BlockingAction.TABLE.vocabulary().describeInRecordings();
    Duration interval = service.options().deadlines().interval();
    if (interval != null) {
      watchdog.every(interval, this::look);
    }
    this.entrance = entrance;
    while (!stopAsked) {
      try {
        admit(entrance.accept(), service, dispatch);
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

  private void admit(Entrance.Arrival peer, Service service, Consumer<BlockingClient> dispatch) {
    if (live.size() >= service.options().maxClients()) {
      service.refuse(peer.channel(), peer.address());
      return;
    }
    try {
      BlockingClient client = new BlockingClient(peer, service, watchdog, live::remove);
      live.add(client);
      if (stopAsked) {
        drain(client);
      }
      dispatch.accept(client);
    } catch (IOException | RuntimeException e) {
      service.beginFailed(peer.channel(), e);
    }
  }

  private void look() {
    long now = System.nanoTime();
    live.forEach(client -> client.look(now));
  }

  /** Stops accepting and asks every client to go. */
  synchronized void stop() {
    if (!stopAsked) {
      stopAsked = true;
      close(entrance);
      live.forEach(this::drain);
    }
  }

  private void drain(BlockingClient client) {
    client.speakLater(() -> client.drain(Service.ENDS));
  }

  /** All clients are gone; returns when no thread of ours is left. */
  void ended() {
    watchdog.close();
  }

  /** Waits for no client, since whoever ran their threads may have failed. */
  void forget() {
    watchdog.forget();
  }

  private static void close(Entrance entrance) {
    try {
      if (entrance != null) {
        entrance.close();
      }
    } catch (IOException e) {
      // closed is closed
    }
  }
}
