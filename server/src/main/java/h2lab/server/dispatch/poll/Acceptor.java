package h2lab.server.dispatch.poll;

import h2lab.server.dispatch.Service;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Accepts the clients of a poll loop. While that fails, it tries again now and then only. */
final class Acceptor {
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final PollLoop loop;
  private final PollLoops all;
  private final Poller poller;
  private final Service service;
  private long againNanos = PollLoop.NEVER;

  Acceptor(PollLoop loop, PollLoops all, Poller poller, Service service) {
    this.loop = loop;
    this.all = all;
    this.poller = poller;
    this.service = service;
  }

  /** Accepts all who wait. */
  void acceptAll(long nowNanos) {
    try {
      for (Peer peer; (peer = poller.accept()) != null; ) {
        if (all.enter()) {
          all.assign(peer, loop);
        } else {
          service.refuse(peer.channel(), peer.address());
        }
      }
    } catch (IOException e) {
      service.acceptFailed(e);
      pause(nowNanos);
    }
  }

  /** The client still waits to be accepted; telling so at every poll would keep the loop busy. */
  private void pause(long nowNanos) {
    try {
      poller.accepting(false);
      againNanos = nowNanos + PAUSE_AFTER_FAILURE_NANOS;
    } catch (IOException e) {
      service.acceptFailed(e);
    }
  }

  /** Ends a pause that was long enough. */
  void endPause(long nowNanos) throws IOException {
    if (timeLeftNanos(nowNanos) <= 0) {
      againNanos = PollLoop.NEVER;
      poller.accepting(true);
    }
  }

  /** Time until a pause ends; {@link PollLoop#NEVER} if there is none. */
  long timeLeftNanos(long nowNanos) {
    return againNanos == PollLoop.NEVER ? PollLoop.NEVER : againNanos - nowNanos;
  }

  /** Accepts nobody any more. */
  void stop() throws IOException {
    againNanos = PollLoop.NEVER;
    poller.accepting(false);
  }
}
