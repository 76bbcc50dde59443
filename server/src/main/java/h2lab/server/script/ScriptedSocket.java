package h2lab.server.script;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;

/**
 * A connected socket of the JDK's, not blocking, whose other end is a scripted peer: for those who
 * need more than a channel of octets. It has no address, and takes its options without effect.
 */
final class ScriptedSocket extends SocketChannel {
  /** As Linux tells it of a socket just accepted on the loopback device. */
  private static final int SEND_BUFFER_OCTETS = 2_626_560;

  private final ScriptedPeer peer;
  private final Socket options;
  private boolean inputShut;
  private boolean outputShut;

  /**
   * @param selectors of the selector that will watch it
   */
  ScriptedSocket(ScriptedPeer peer, ScriptedSelectors selectors) throws SocketException {
    super(selectors);
    this.peer = peer;
    options = new Options();
  }

  /** What is asked of a socket besides octets. */
  private final class Options extends Socket {
    Options() throws SocketException {
      super((SocketImpl) null);
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public int getSendBufferSize() {
      return SEND_BUFFER_OCTETS;
    }

    @Override
    public int getSoLinger() {
      return -1;
    }

    @Override
    public boolean isInputShutdown() {
      return inputShut;
    }

    @Override
    public boolean isOutputShutdown() {
      return outputShut;
    }
  }

  ScriptedPeer peer() {
    return peer;
  }

  @Override
  public Socket socket() {
    return options;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return inputShut ? -1 : peer.read(into);
  }

  /** Into the first buffer that has room, as a read may that finds less than was asked for. */
  @Override
  public long read(ByteBuffer[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    for (int i = offset; i < offset + length; i++) {
      if (into[i].hasRemaining()) {
        return read(into[i]);
      }
    }
    return 0;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return peer.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, from.length);
    long octets = 0;
    for (int i = offset; i < offset + length; i++) {
      octets += peer.write(from[i]);
      if (from[i].hasRemaining()) {
        break; // no room for the rest of it
      }
    }
    return octets;
  }

  @Override
  public SocketChannel shutdownInput() {
    inputShut = true;
    return this;
  }

  /** The peer is not told: it ends when its script says so. */
  @Override
  public SocketChannel shutdownOutput() {
    outputShut = true;
    return this;
  }

  @Override
  protected void implCloseSelectableChannel() {
    peer.close();
  }

  @Override
  protected void implConfigureBlocking(boolean blocking) {}

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isConnectionPending() {
    return false;
  }

  @Override
  public boolean connect(SocketAddress remote) {
    throw new UnsupportedOperationException("it is connected");
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public SocketChannel bind(SocketAddress local) {
    throw new UnsupportedOperationException("it is connected");
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) {
    return null;
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return null;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return null;
  }
}
