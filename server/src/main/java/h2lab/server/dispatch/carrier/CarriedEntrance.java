package h2lab.server.dispatch.carrier;

import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.poll.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Accepts clients in a virtual thread of the first carrier, for all carriers in turn. The listening
 * socket is watched as those of clients are, see {@link CarriedChannel}.
 */
final class CarriedEntrance implements Entrance {
  private final ServerSocketChannel listening;
  private final Carrier accepting;
  private final Iterator<Carrier> next;
  private boolean acceptable;
  private boolean watched = true;
  private Thread acceptor;
  private volatile boolean open = true;

  /**
   * @param listening closed by {@link #close}
   * @param carriers of whom the first accepts, in a thread that it carries
   */
  CarriedEntrance(ServerSocketChannel listening, List<Carrier> carriers) throws IOException {
    this.listening = listening;
    accepting = carriers.getFirst();
    next = Stream.generate(() -> carriers).flatMap(List::stream).iterator();
    accepting.listen(listening, this::acceptable);
  }

  @Override
  public Arrival accept() throws IOException {
    while (true) {
      awaitClients();
      Peer peer = accepting.poller().accept();
      if (peer != null) {
        Carrier carrier = next.next();
        return new Arrival(carrier.channel(peer), peer.address(), carrier.threads());
      }
      acceptable = false;
    }
  }

  private void awaitClients() throws AsynchronousCloseException {
    acceptor = Thread.currentThread();
    while (open && !acceptable) {
      watch(true);
      LockSupport.park(this);
    }
    if (!open) {
      throw new AsynchronousCloseException();
    }
  }

  private void watch(boolean watch) {
    if (watch != watched) {
      watched = watch;
      try {
        accepting.poller().accepting(watch);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // the poller knows it, so there is nothing to fail
      }
    }
  }

  /** Clients wait; in the carrier's thread. */
  private void acceptable() {
    if (acceptable) {
      watch(false); // nobody is accepted after a failure, so it would be told for ever
    }
    acceptable = true;
    LockSupport.unpark(acceptor);
  }

  @Override
  public void close() {
    open = false;
    accepting.execute(this::closeListening);
  }

  /** In the carrier's thread, between those it carries. */
  private void closeListening() {
    try {
      listening.close();
    } catch (IOException e) {
      // closed is closed
    }
    LockSupport.unpark(acceptor);
  }
}
