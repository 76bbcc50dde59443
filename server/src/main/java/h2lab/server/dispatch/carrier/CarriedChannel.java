package h2lab.server.dispatch.carrier;

import h2lab.server.dispatch.ClientPort;
import h2lab.server.dispatch.HalfClosableChannel;
import h2lab.server.dispatch.poll.Peer;
import h2lab.server.dispatch.poll.Watch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * The channel of a client whose reads and writes wait. They are for virtual threads of its carrier:
 * one may read while another writes. {@link #isOpen} and {@link #close} are for any thread.
 *
 * <p>The poller is level-triggered and told once to look out for input. A read takes place when it
 * has found some, and until it finds more none does: per wake-up one poll, one read, one write.
 */
final class CarriedChannel implements HalfClosableChannel {
  private final Peer peer;
  private final ByteChannel channel;
  private final Carrier carrier;
  private Watch watch;
  private boolean readable;
  private boolean writable;
  private Thread reader;
  private Thread writer;
  private volatile boolean open = true;

  /**
   * @param peer whose channel does not block; closed by {@link #close}
   * @param carrier of the threads that use this
   */
  CarriedChannel(Peer peer, Carrier carrier) {
    this.peer = peer;
    this.carrier = carrier;
    channel = peer.channel();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int octets;
    do {
      awaitInput();
      octets = channel.read(into);
    } while (octets == 0 && into.hasRemaining());
    return octets;
  }

  private void awaitInput() throws IOException {
    requireOpen();
    if (!readable) {
      watch.await(true, writer != null);
      reader = Thread.currentThread();
      while (!readable && open) {
        LockSupport.park(this);
      }
      reader = null;
      requireOpen();
    }
    readable = false;
  }

  /** Writes what the socket takes, which is something unless there was nothing. */
  @Override
  public int write(ByteBuffer from) throws IOException {
    requireOpen();
    int octets;
    while ((octets = channel.write(from)) == 0 && from.hasRemaining()) {
      awaitRoom();
    }
    return octets;
  }

  private void awaitRoom() throws IOException {
    writable = false;
    writer = Thread.currentThread();
    watch.await(watch.awaitsInput(), true);
    while (!writable && open) {
      LockSupport.park(this);
    }
    writer = null;
    requireOpen();
  }

  /** In its own carrier, which may not be the one that accepted it. */
  private void requireOpen() throws IOException {
    if (!open) {
      throw new AsynchronousCloseException();
    }
    if (watch == null) {
      watch = carrier.poller().watch(peer);
      watch.attach(this);
    }
  }

  /** The poller found something; in the carrier's thread. */
  void ready(boolean input, boolean room) {
    if (input) {
      if (readable) {
        watch.await(false, writer != null); // nobody reads now, so it would be told for ever
      }
      readable = true;
      LockSupport.unpark(reader);
    }
    if (room) {
      writable = true;
      watch.await(watch.awaitsInput(), false);
      LockSupport.unpark(writer);
    }
  }

  @Override
  public void shutOutput() throws IOException {
    requireOpen();
    ClientPort.shutOutput(channel);
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Whoever reads or writes fails; the socket is closed soon, when nobody uses it. */
  @Override
  public void close() {
    if (open) {
      open = false;
      carrier.execute(this::closeSocket);
    }
  }

  /** In the carrier's thread, between those it carries: twice if two have closed at once. */
  private void closeSocket() {
    if (!channel.isOpen()) {
      return;
    }
    if (watch != null) {
      watch.end();
    }
    try {
      channel.close();
    } catch (IOException e) {
      // the peer is gone, which is what closing is for
    }
    LockSupport.unpark(reader);
    LockSupport.unpark(writer);
  }
}
