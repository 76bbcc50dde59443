package h2lab.server.dispatch.poll;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * Tells one poll loop, or carrier of virtual threads, which of its clients are ready,
 * level-triggered, and accepts new ones. Used by the loop's thread only, but for {@link #wakeUp}. A
 * poll allocates nothing.
 */
public interface Poller extends Closeable {
  /** Who is told what a poll found. */
  interface Listener {
    /** Clients may wait to be accepted. */
    void acceptable();

    /** A client is ready for what it awaits, or its connection has failed, which counts as both. */
    void ready(Watch watch, boolean readable, boolean writable);
  }

  /** A poller that does not listen yet. */
  static Poller open(ServerOptions options) throws IOException {
    return switch (options.poller()) {
      case SELECTOR -> new SelectorPoller(options.nagle());
      case POLL -> new PollPoller(options.nagle());
      case EPOLL -> new EpollPoller(options.nagle());
      case JDK -> throw new IllegalArgumentException(obstacle(PollerKind.JDK));
    };
  }

  /** Why there is no poller of this kind on this machine; null if there is. */
  static String obstacle(PollerKind kind) {
    String obstacle =
        switch (kind) {
          case SELECTOR -> null;
          case POLL, EPOLL -> Linux.obstacle();
          case JDK -> "is for virtual-thread";
        };
    return obstacle == null ? null : "--poller " + kind.label() + " " + obstacle;
  }

  /** Accepts from a bound channel, which stays the caller's to close after this poller. */
  void listen(ServerSocketChannel bound) throws IOException;

  /** Accepts from a socket of its own at the same address, both with SO_REUSEPORT. */
  void listenBeside(ServerSocketChannel bound) throws IOException;

  /** Whether polls tell of clients to be accepted; at first they do. */
  void accepting(boolean accepting) throws IOException;

  /** The next client that waits to be accepted; null if there is none. */
  Peer accept() throws IOException;

  /**
   * Makes an accepted client's channel ready to be served and looks out for its input.
   *
   * @param peer accepted by this poller or another of the same kind
   */
  Watch watch(Peer peer) throws IOException;

  /**
   * Looks who is ready, or waits until somebody is, or for a wake-up.
   *
   * @param waits for as long as it takes
   * @return how much was ready; wake-ups do not count
   */
  int poll(Listener listener, boolean waits) throws IOException;

  /** Ends the poll under way or else the next one; from any thread, even when all is closed. */
  void wakeUp();

  /** Frees what the poller holds; watched channels stay open. */
  @Override
  void close() throws IOException;
}
