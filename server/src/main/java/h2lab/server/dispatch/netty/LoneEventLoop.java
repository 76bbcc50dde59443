package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.Service;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Ticker;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The event loop of {@code async} on nio without a server or a thread around it: the caller drives
 * it. Its clock stands still, so what the library or we put off for a while never comes.
 */
public final class LoneEventLoop implements AutoCloseable {
  private final ManualIoEventLoop loop;
  private final EventLoopClients clients;
  private final List<Channel> sockets = new ArrayList<>();
  private final Set<EventLoopClient> begun = new HashSet<>();

  /**
   * Is driven by the thread that makes it.
   *
   * @param selectors gives the selector that says which sockets are ready
   */
  public LoneEventLoop(Service service, SelectorProvider selectors) {
    loop =
        new ManualIoEventLoop(
            null,
            Thread.currentThread(),
            NioIoHandler.newFactory(selectors),
            Ticker.newMockTicker());
    clients = new EventLoopClients(service, loop);
  }

  /** The table of this method is described in recordings from now on. */
  public static void describeInRecordings() {
    EventLoopAction.TABLE.vocabulary().describeInRecordings();
  }

  /** Takes in a client just accepted; its socket is the loop's from now on. */
  public void accept(SocketChannel socket) {
    ChannelFuture accepted =
        new Bootstrap()
            .group(loop)
            .channelFactory(() -> new NioSocketChannel(socket))
            .handler(clients)
            .register();
    if (!accepted.isSuccess()) {
      throw new IllegalStateException("the loop did not take a client", accepted.cause());
    }
    sockets.add(accepted.channel());
    begun.addAll(clients.live());
  }

  /** Goes round until no socket is ready and nothing is left to be done. */
  public void run() {
    int done;
    do {
      done = loop.runNow();
    } while (done > 0);
  }

  /** Steps taken by all clients so far. */
  public long steps() {
    return begun.stream().mapToLong(EventLoopClient::steps).sum();
  }

  /** Closes what clients there still are. The loop itself has nothing to be freed. */
  @Override
  public void close() {
    sockets.forEach(Channel::close);
    run();
  }
}
