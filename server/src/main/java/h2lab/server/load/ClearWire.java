package h2lab.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The socket itself. */
final class ClearWire implements Wire {
  private final SocketChannel channel;
  private boolean connected;
  private boolean blocked;
  private boolean ended;

  ClearWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public SocketChannel channel() {
    return channel;
  }

  @Override
  public void connected() {
    connected = true;
  }

  @Override
  public boolean established() {
    return connected;
  }

  @Override
  public boolean receive(ByteBuffer plain) throws IOException {
    ended |= channel.read(plain) < 0;
    return !ended && !plain.hasRemaining();
  }

  @Override
  public void transmit(ByteBuffer plain) throws IOException {
    if (plain.hasRemaining()) {
      channel.write(plain);
    }
    blocked = plain.hasRemaining();
  }

  @Override
  public boolean blocked() {
    return blocked;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // closed is what it was to be; the server has seen the end or will
    }
  }
}
