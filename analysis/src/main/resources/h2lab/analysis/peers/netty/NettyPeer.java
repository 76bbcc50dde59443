import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.AsciiString;
import io.netty.util.CharsetUtil;
import java.io.File;

/**
 * Netty's HTTP/2 codec by its lower interface, a listener of frames, which costs half of its
 * channel per stream: {@code NettyPeer PORT TLS CORES CERTIFICATE KEY}, TLS off or anything else.
 */
class NettyPeer {
  public static void main(String[] arguments) throws Exception {
    SslContext tls = arguments[1].equals("off") ? null : tls(arguments[3], arguments[4]);
    var loops =
        new MultiThreadIoEventLoopGroup(Integer.parseInt(arguments[2]), NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (tls != null) {
                  channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(Answers.handler());
              }
            })
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .sync();
  }

  private static SslContext tls(String certificate, String key) throws Exception {
    return SslContextBuilder.forServer(new File(certificate), new File(key))
        .sslProvider(SslProvider.JDK)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                "h2"))
        .build();
  }
}

/** Answers each request that is complete; the codec flushes once per read. */
class Answers extends Http2FrameAdapter {
  private static final Http2Headers HEADERS =
      ReadOnlyHttp2Headers.serverHeaders(
          true,
          AsciiString.cached("200"),
          AsciiString.cached("content-type"),
          AsciiString.cached("text/plain"),
          AsciiString.cached("content-length"),
          AsciiString.cached("12"));
  private static final ByteBuf BODY =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("Hello World\n", CharsetUtil.US_ASCII));

  private Http2ConnectionHandler handler;

  static Http2ConnectionHandler handler() {
    Answers answers = new Answers();
    answers.handler =
        new Http2ConnectionHandlerBuilder().server(true).frameListener(answers).build();
    return answers.handler;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean complete) {
    if (complete) {
      answer(context, stream);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean complete) {
    onHeadersRead(context, stream, headers, padding, complete);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean complete) {
    if (complete) {
      answer(context, stream);
    }
    return data.readableBytes() + padding;
  }

  private void answer(ChannelHandlerContext context, int stream) {
    var encoder = handler.encoder();
    encoder.writeHeaders(context, stream, HEADERS, 0, false, context.newPromise());
    encoder.writeData(context, stream, BODY.duplicate(), 0, true, context.newPromise());
  }
}
