package h2lab.server.attacks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection that does nothing by itself, and costs this process next to nothing. */
final class RawPeer implements AutoCloseable {
  private static final int LEAST_BUFFER = 4_096;

  private final SocketChannel channel;

  private RawPeer(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects by TCP, whatever the URL says. */
  static RawPeer connect(URI url) throws IOException {
    return new RawPeer(SocketChannel.open(address(url)));
  }

  /** As above, with a receive buffer as small as the kernel allows. */
  static RawPeer connectNarrow(URI url) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, LEAST_BUFFER);
    channel.connect(address(url));
    return new RawPeer(channel);
  }

  private static InetSocketAddress address(URI url) {
    return new InetSocketAddress("127.0.0.1", url.getPort());
  }

  RawPeer send(byte[] octets) throws IOException {
    for (ByteBuffer left = ByteBuffer.wrap(octets); left.hasRemaining(); ) {
      channel.write(left);
    }
    return this;
  }

  /**
   * Reads until octets come that end with these.
   *
   * @param scratch where octets go; its content is lost
   */
  void readUntil(byte[] last, ByteBuffer scratch) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(last.length);
    while (!ByteBuffer.wrap(last).equals(tail.duplicate().clear())) {
      if (channel.read(scratch.clear()) < 0) {
        throw new EOFException("closed before they came");
      }
      keepTail(scratch.flip(), tail);
    }
  }

  private static void keepTail(ByteBuffer octets, ByteBuffer tail) {
    int taken = Math.min(octets.remaining(), tail.capacity());
    tail.position(taken).compact(); // moves what stays to the front, and the position behind it
    tail.put(octets.slice(octets.limit() - taken, taken)).clear();
  }

  /** Whether the server has closed, in whatever way; waits until it says something. */
  boolean isClosed() {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** The TCP port it comes from, by which the server knows it. */
  int port() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** Closes its side. */
  void leave() throws IOException {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
