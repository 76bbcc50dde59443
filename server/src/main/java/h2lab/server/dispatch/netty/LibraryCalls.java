package h2lab.server.dispatch.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * What the library calls, told to the client in its own terms: the last handler of the client's
 * pipeline.
 */
final class LibraryCalls extends ChannelInboundHandlerAdapter {
  private final EventLoopClient client;
  private final ClientPipeline pipeline;

  LibraryCalls(EventLoopClient client, ClientPipeline pipeline) {
    this.client = client;
    this.pipeline = pipeline;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    pipeline.attach(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    client.runActions();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    client.arrived((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    client.burstOver();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake when handshake.isSuccess() ->
          client.handshakeOver();
      case SslHandshakeCompletionEvent handshake -> client.failed(handshake.cause());
      case SslCloseCompletionEvent closing when closing.isSuccess() -> client.peerClosed();
      case ChannelInputShutdownEvent end -> client.peerClosed();
      default -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    client.failed(cause instanceof DecoderException wrapped ? wrapped.getCause() : cause);
  }

  /** The library has closed the channel, or we have. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    client.channelClosed();
  }
}
