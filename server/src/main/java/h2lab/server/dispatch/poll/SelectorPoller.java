package h2lab.server.dispatch.poll;

import h2lab.server.Server;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** The JDK's selector. */
final class SelectorPoller implements Poller {
  private final Selector selector = Selector.open();
  private final boolean nagle;
  private final Consumer<SelectionKey> tell = this::tell;
  private Listener listener;
  private SelectionKey accepting;
  private ServerSocketChannel own;

  SelectorPoller(boolean nagle) throws IOException {
    this.nagle = nagle;
  }

  @Override
  public void listen(ServerSocketChannel bound) throws IOException {
    bound.configureBlocking(false);
    accepting = bound.register(selector, SelectionKey.OP_ACCEPT);
  }

  @Override
  public void listenBeside(ServerSocketChannel bound) throws IOException {
    own = ServerSocketChannel.open();
    own.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    own.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    listen(own.bind(bound.getLocalAddress(), Server.BACKLOG));
  }

  @Override
  public void accepting(boolean accepts) {
    if (accepting != null) {
      accepting.interestOps(accepts ? SelectionKey.OP_ACCEPT : 0);
    }
  }

  @Override
  public Peer accept() throws IOException {
    SocketChannel channel = ((ServerSocketChannel) accepting.channel()).accept();
    return channel == null ? null : new Peer(channel, channel.getRemoteAddress());
  }

  @Override
  public Watch watch(Peer peer) throws IOException {
    SocketChannel channel = (SocketChannel) peer.channel();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, !nagle);
    return new KeyWatch(channel.register(selector, SelectionKey.OP_READ));
  }

  private static final class KeyWatch extends Watch {
    private final SelectionKey key;

    KeyWatch(SelectionKey key) {
      this.key = key;
      key.attach(this);
    }

    @Override
    void change(int wanted) {
      key.interestOps(
          ((wanted & INPUT) != 0 ? SelectionKey.OP_READ : 0)
              | ((wanted & ROOM) != 0 ? SelectionKey.OP_WRITE : 0));
    }

    @Override
    public void end() {
      key.cancel();
    }
  }

  @Override
  public int poll(Listener told, boolean waits) throws IOException {
    listener = told;
    return waits ? selector.select(tell) : selector.selectNow(tell);
  }

  private void tell(SelectionKey key) {
    if (key.attachment() instanceof Watch watch) {
      listener.ready(watch, key.isReadable(), key.isWritable());
    } else {
      listener.acceptable();
    }
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    try {
      if (own != null) {
        own.close();
      }
    } finally {
      selector.close(); // only then a socket that it polled is gone
    }
  }
}
