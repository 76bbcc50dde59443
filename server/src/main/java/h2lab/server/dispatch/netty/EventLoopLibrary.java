package h2lab.server.dispatch.netty;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;

/**
 * {@code async}: Netty's event loop, in one thread, calls us when a client needs something done.
 */
public final class EventLoopLibrary implements DispatchMethod {
  private final CountDownLatch stopAsked = new CountDownLatch(1);

  @Override
  public String name() {
    return "async";
  }

  @Override
  public String obstacle(ServerOptions options) {
    String ofTransport = NettyTransport.of(options.transport()).obstacle();
    if (ofTransport != null) {
      return "--transport " + options.transport() + ": " + ofTransport;
    }
    return options.tls() == Tls.OPENSSL
        ? "Netty's own binding to OpenSSL is --tls boringssl"
        : TlsContext.obstacle(options.tls());
  }

  @Override
  public String serve(ServerSocketChannel listening, Service service) throws IOException {
    EventLoopAction.TABLE.vocabulary().describeInRecordings();
    NettyTransport transport = NettyTransport.of(service.options().transport());
    try (LoopThread thread = new LoopThread(transport)) {
      EventLoopClients clients = new EventLoopClients(service, thread.loop());
      Channel accepting = transport.listen(listening, thread.loop(), clients);
      thread.loop().execute(() -> accepting.pipeline().addLast(new AcceptFailures(service)));
      accepting.closeFuture().addListener(closed -> stopAsked.countDown());
      awaitStop();
      accepting.close().syncUninterruptibly();
      clients.end();
    }
    return "stopped";
  }

  private void awaitStop() {
    try {
      stopAsked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as good as being stopped
    }
  }

  @Override
  public void stop() {
    stopAsked.countDown();
  }

  /** Netty pauses accepting by itself then; behind its acceptor, this has but to tell. */
  private static final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private final Service service;

    AcceptFailures(Service service) {
      this.service = service;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      service.acceptFailed(cause instanceof IOException e ? e : new IOException(cause));
    }
  }
}
