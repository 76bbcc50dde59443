package h2lab.server.dispatch.blocking;

import h2lab.server.dispatch.ClientPort;
import h2lab.server.dispatch.HalfClosableChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

/**
 * The channel of a client whose thread has the client to itself, but while it waits for input: then
 * others may take their turn with the client, all but for the buffer that is read into.
 */
final class TurnChannel implements HalfClosableChannel {
  private final ByteChannel socket;
  private final Lock turn;
  private final AtomicBoolean writes = new AtomicBoolean();
  private final AtomicLong octetsWritten = new AtomicLong();

  /**
   * @param socket whose reads and writes wait
   * @param turn held at every call but {@link #isOpen} and {@link #close}
   */
  TurnChannel(ByteChannel socket, Lock turn) {
    this.socket = socket;
    this.turn = turn;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    turn.unlock();
    try {
      return socket.read(into);
    } finally {
      turn.lock();
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    writes.setOpaque(true);
    try {
      int octets = socket.write(from);
      octetsWritten.setOpaque(octetsWritten.getPlain() + octets);
      return octets;
    } finally {
      writes.setOpaque(false);
    }
  }

  /** Whether a write is under way; from any thread. */
  boolean writes() {
    return writes.getOpaque();
  }

  /** By writes that have ended; from any thread. */
  long octetsWritten() {
    return octetsWritten.getOpaque();
  }

  @Override
  public void shutOutput() throws IOException {
    ClientPort.shutOutput(socket);
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  /** From any thread: whoever reads or writes fails. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
