package h2lab.server.dispatch.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import h2lab.server.PollerKind;
import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A socket by its descriptor, against one of the JDK's. */
@Timeout(30)
class DescriptorChannelTest {
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);
  private ServerSocketChannel listening;
  private Poller poller;
  private SocketChannel peer;
  private DescriptorChannel channel;

  @BeforeEach
  void connect() throws IOException {
    assumeTrue(Poller.obstacle(PollerKind.POLL) == null, "raw descriptors are for Linux");
    listening =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    poller =
        Poller.open(ServerOptions.serving("async-custom", Tls.OFF).poller(PollerKind.POLL).build());
    poller.listen(listening);
    peer = SocketChannel.open(listening.getLocalAddress());
    Peer accepted = poller.accept();
    assertEquals(peer.getLocalAddress(), accepted.address());
    channel = (DescriptorChannel) accepted.channel();
  }

  @AfterEach
  void close() throws IOException {
    for (var closing : new AutoCloseable[] {channel, peer, poller, listening}) {
      try {
        if (closing != null) {
          closing.close();
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  private String read() throws IOException {
    int octets = channel.read(buffer.clear());
    assertEquals(Math.max(octets, 0), buffer.position());
    byte[] read = new byte[buffer.flip().remaining()];
    buffer.get(read);
    return octets < 0 ? "end" : new String(read, StandardCharsets.US_ASCII);
  }

  /** Lets the poller say when there is something, since loopback takes its time. */
  private void awaitInput() throws IOException {
    Watch watch = poller.watch(new Peer(channel, null));
    poller.poll(NOBODY, true);
    watch.end();
  }

  private static final Poller.Listener NOBODY =
      new Poller.Listener() {
        @Override
        public void acceptable() {}

        @Override
        public void ready(Watch watch, boolean readable, boolean writable) {}
      };

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void readsNothingUntilThereIsSomething() throws IOException {
    assertEquals("", read());
    peer.write(ascii("hello"));
    awaitInput();
    assertEquals("hello", read());
  }

  @Test
  void readsAndWritesFromThePositionOn() throws IOException {
    peer.write(ascii("hello"));
    awaitInput();
    buffer.clear().put(ascii("12345678")).position(2).limit(4);
    assertEquals(2, channel.read(buffer));
    assertEquals(4, buffer.position());
    assertEquals(5, channel.write(buffer.limit(6).position(1)));
    ByteBuffer received = ByteBuffer.allocate(5);
    while (received.hasRemaining()) {
      peer.read(received);
    }
    assertEquals("2he56", new String(received.array(), StandardCharsets.US_ASCII));
  }

  @Test
  void tellsTheEndOfTheInput() throws IOException {
    peer.shutdownOutput();
    awaitInput();
    assertEquals("end", read());
  }

  @Test
  void shutsItsOutputAndStillReads() throws IOException {
    channel.shutOutput();
    assertEquals(-1, peer.read(ByteBuffer.allocate(1)));
    peer.write(ascii("late"));
    awaitInput();
    assertEquals("late", read());
  }

  @Test
  void takesWhatThePeerHasRoomFor() throws IOException {
    ByteBuffer much = ByteBuffer.allocateDirect(1 << 20);
    int written;
    do {
      written = channel.write(much.clear());
    } while (written > 0);
    assertEquals(0, written);
    assertEquals(0, much.position());
  }

  @Test
  void saysHowAPeerIsGone() throws IOException {
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
    awaitInput();
    assertEquals(
        "Connection reset by peer", assertThrows(IOException.class, this::read).getMessage());
    assertEquals(
        "Broken pipe",
        assertThrows(IOException.class, () -> channel.write(buffer.clear())).getMessage());
  }

  @Test
  void touchesNoDescriptorOnceClosed() throws IOException {
    channel.close();
    channel.close();
    assertThrows(ClosedChannelException.class, this::read);
    assertThrows(ClosedChannelException.class, () -> channel.write(buffer.clear()));
    assertThrows(ClosedChannelException.class, channel::shutOutput);
  }

  @Test
  void refusesBuffersThatTheKernelCannotReach() {
    assertThrows(IllegalArgumentException.class, () -> channel.read(ByteBuffer.allocate(8)));
  }
}
