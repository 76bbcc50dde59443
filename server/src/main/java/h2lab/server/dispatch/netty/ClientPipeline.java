package h2lab.server.dispatch.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What a client asks of the library: the way from its place in the pipeline to the socket. */
final class ClientPipeline {
  private final SslHandler tls;
  private final WireTap wire;
  private ChannelHandlerContext context;

  /**
   * @param tls null in cleartext
   */
  ClientPipeline(SslHandler tls, WireTap wire) {
    this.tls = tls;
    this.wire = wire;
  }

  /** Where the client has its place; told before anything else. */
  void attach(ChannelHandlerContext context) {
    this.context = context;
  }

  boolean isEncrypted() {
    return tls != null;
  }

  /** What the TLS handshake agreed on. */
  String agreement() {
    var session = tls.engine().getSession();
    String protocol = tls.engine().getApplicationProtocol();
    return session.getProtocol()
        + " "
        + session.getCipherSuite()
        + (protocol == null || protocol.isEmpty() ? "" : " " + protocol);
  }

  /** Hands octets to the library, which keeps them until it is told to flush. */
  void write(ByteBuf octets, ChannelFutureListener written) {
    context.write(octets).addListener(written);
  }

  void flush() {
    context.flush();
  }

  /** Whether the library may read. */
  void reading(boolean reads) {
    context.channel().config().setAutoRead(reads);
  }

  /** Tells the peer, in TLS and in TCP, that nothing more comes. */
  void shutOutput(ChannelFutureListener shut) {
    if (tls == null) {
      shutSocketOutput(shut);
    } else {
      // it may be closed already, by the peer's doing
      tls.closeOutbound().addListener(done -> shutSocketOutput(shut));
    }
  }

  private void shutSocketOutput(ChannelFutureListener shut) {
    ((DuplexChannel) context.channel()).shutdownOutput().addListener(shut);
  }

  /** Calls in the client's thread, some time from now. */
  Future<?> after(Duration time, Runnable call) {
    return context.executor().schedule(call, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes the channel without asking TLS, which has had its say before. */
  void close() {
    wire.close();
  }
}
