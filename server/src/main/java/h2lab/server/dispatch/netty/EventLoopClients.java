package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.Service;
import h2lab.server.tls.BoringSslContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clients of one event loop: admits them and ends them. Lives in the loop's thread. */
@Sharable
final class EventLoopClients extends ChannelInitializer<Channel> {
  private final Service service;
  private final EventLoop loop;
  private final Set<EventLoopClient> live = new HashSet<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean ending;

  EventLoopClients(Service service, EventLoop loop) {
    this.service = service;
    this.loop = loop;
    Duration interval = service.options().deadlines().interval();
    if (interval != null) {
      long nanos = interval.toNanos();
      loop.scheduleWithFixedDelay(this::evictOverdue, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void evictOverdue() {
    long now = System.nanoTime();
    live.stream().filter(client -> client.isOverdue(now)).toList().forEach(c -> c.evict(now));
  }

  /** A client was accepted. */
  @Override
  protected void initChannel(Channel channel) {
    if (ending) {
      channel.close();
    } else if (live.size() >= service.options().maxClients()) {
      service.refuse(channel.remoteAddress());
      channel.close();
    } else {
      admit(channel);
    }
  }

  private void admit(Channel channel) {
    NettyTransport.configure(channel.config(), service.options().nagle());
    EventLoopConversation conversation;
    try {
      conversation = new EventLoopConversation(channel, service);
    } catch (RuntimeException e) {
      service.beginFailed(e);
      channel.close();
      return;
    }
    try {
      SslHandler tls = tlsHandler(channel);
      ClientPipeline pipeline = new ClientPipeline(tls, conversation.wire());
      EventLoopClient client = new EventLoopClient(conversation, pipeline, service);
      channel.pipeline().addLast(conversation.wire());
      if (tls != null) {
        channel.pipeline().addLast(tls);
      }
      channel.pipeline().addLast(new LibraryCalls(client, pipeline));
      live.add(client);
      channel.closeFuture().addListener(closed -> gone(client));
    } catch (RuntimeException e) {
      conversation.closeFaulty(e);
      channel.close();
    }
  }

  /** Null in cleartext. */
  private SslHandler tlsHandler(Channel channel) {
    SslHandler handler =
        switch (service.tls()) {
          case null -> null;
          case BoringSslContext boring -> boring.newHandler(channel.alloc());
          default -> new SslHandler(service.tls().newEngine());
        };
    if (handler != null) {
      handler.setHandshakeTimeoutMillis(0); // there is a deadline of ours
    }
    return handler;
  }

  /** Its channel is closed and its descriptor free. */
  private void gone(EventLoopClient client) {
    live.remove(client);
    if (ending && live.isEmpty()) {
      ended.countDown();
    }
  }

  /** Those whose channels are open. */
  Set<EventLoopClient> live() {
    return Set.copyOf(live);
  }

  /** From another thread: tells all clients that the server ends; returns when they are gone. */
  void end() {
    loop.execute(this::shutDown);
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void shutDown() {
    ending = true;
    if (live.isEmpty()) {
      ended.countDown();
      return;
    }
    List.copyOf(live).forEach(client -> client.drain(Service.ENDS));
  }
}
