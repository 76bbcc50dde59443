package h2lab.server.dispatch.netty;

import h2lab.server.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * How Netty reaches the kernel, and how it takes over a socket that listens already. Binding the
 * address anew would lose the clients that have connected since the URL was made known, so the
 * socket itself changes hands:
 *
 * <ul>
 *   <li>nio wraps the JDK's channel;
 *   <li>epoll gets a duplicate of its descriptor;
 *   <li>io_uring takes no descriptor, but lets us see its own: it listens somewhere, accepting
 *       nobody, and its descriptor is then made to mean our socket.
 * </ul>
 */
enum NettyTransport {
  NIO {
    @Override
    String obstacle() {
      return null;
    }

    @Override
    IoHandlerFactory ioHandlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    ChannelFuture takeOver(ServerSocketChannel listening, ServerBootstrap bootstrap) {
      return bootstrap.channelFactory(() -> new NioServerSocketChannel(listening)).register();
    }
  },
  EPOLL {
    @Override
    String obstacle() {
      return Epoll.isAvailable() ? null : reason(Epoll.unavailabilityCause());
    }

    @Override
    IoHandlerFactory ioHandlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    ChannelFuture takeOver(ServerSocketChannel listening, ServerBootstrap bootstrap)
        throws IOException {
      listening.configureBlocking(false); // a property of the socket, not of the descriptor
      int descriptor = SocketDescriptors.duplicate(SocketDescriptors.of(listening));
      listening.close();
      return bootstrap.channelFactory(() -> new EpollServerSocketChannel(descriptor)).register();
    }
  },
  IO_URING {
    @Override
    String obstacle() {
      acceptOneByOne();
      return IoUring.isAvailable() ? null : reason(IoUring.unavailabilityCause());
    }

    @Override
    IoHandlerFactory ioHandlers() {
      return IoUringIoHandler.newFactory();
    }

    @Override
    ChannelFuture takeOver(ServerSocketChannel listening, ServerBootstrap bootstrap)
        throws IOException {
      ChannelFuture elsewhere =
          bootstrap
              .channelFactory(IoUringServerSocketChannel::new)
              .option(ChannelOption.AUTO_READ, false)
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .syncUninterruptibly();
      var channel = (IoUringServerSocketChannel) elsewhere.channel();
      SocketDescriptors.replace(channel.fd().intValue(), SocketDescriptors.of(listening));
      listening.close();
      channel.config().setAutoRead(true);
      return elsewhere;
    }
  };

  /**
   * Netty 4.2 repeats an accept for many ("multi-shot") at once when it fails, even while it is
   * told not to read: without a descriptor left, that is all it does. Heard before the library is
   * asked for anything.
   */
  private static void acceptOneByOne() {
    System.getProperties().putIfAbsent("io.netty.iouring.acceptMultiShotEnabled", "false");
  }

  /** As the command line and options name it. */
  static NettyTransport of(Transport transport) {
    return valueOf(transport.name());
  }

  /**
   * Why this transport cannot be used on this machine, in one line.
   *
   * @return null if it can
   */
  abstract String obstacle();

  /** What an event loop needs to run on this transport. */
  abstract IoHandlerFactory ioHandlers();

  abstract ChannelFuture takeOver(ServerSocketChannel listening, ServerBootstrap bootstrap)
      throws IOException;

  /**
   * Accepts, in {@code loop}, the clients of a listening socket, which may be closed by that.
   *
   * @param clients initializes the channel of each
   */
  Channel listen(ServerSocketChannel listening, EventLoop loop, ChannelHandler clients)
      throws IOException {
    ServerBootstrap bootstrap = new ServerBootstrap().group(loop).childHandler(clients);
    ChannelFuture accepting = takeOver(listening, bootstrap).awaitUninterruptibly();
    if (!accepting.isSuccess()) {
      throw new IOException("Netty cannot accept clients: " + accepting.cause().getMessage());
    }
    return accepting.channel();
  }

  /** Sets the socket of a client just accepted, on any transport. */
  static void configure(ChannelConfig client, boolean nagle) {
    client.setAllocator(PooledByteBufAllocator.DEFAULT);
    client.setOption(ChannelOption.TCP_NODELAY, !nagle);
    // the end of a peer's octets is not the end of ours
    client.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  /** The first line of the innermost cause, which is the one that says something. */
  static String reason(Throwable unavailable) {
    Throwable innermost = unavailable;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return "not on this machine: "
        + (message == null ? innermost.toString() : message.lines().findFirst().orElse(""));
  }
}
