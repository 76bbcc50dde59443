package h2lab.server.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/2 server of Netty's on a free port of the loopback interface. */
final class AnsweringServer implements AutoCloseable {
  /** Answers request number {@code number} (from 1, over all connections) in some way. */
  interface Answer {
    void to(ChannelHandlerContext connection, Http2FrameStream stream, int number);
  }

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final String scheme;
  private final Channel listening;

  /**
   * @param tls null for cleartext
   */
  AnsweringServer(SslContext tls, Http2Settings settings, Answer answer) {
    scheme = tls == null ? "http" : "https";
    var initializer =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            connections.incrementAndGet();
            if (tls != null) {
              channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            }
            channel
                .pipeline()
                .addLast(
                    Http2FrameCodecBuilder.forServer().initialSettings(settings).build(),
                    new Requests(answer));
          }
        };
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(initializer)
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /** In cleartext, with Netty's own settings. */
  static AnsweringServer cleartext(Answer answer) {
    return new AnsweringServer(null, Http2Settings.defaultSettings(), answer);
  }

  /** Answers with {@code status} and a body. */
  static void hello(ChannelHandlerContext connection, Http2FrameStream stream, String status) {
    var headers = new DefaultHttp2Headers().status(status).set("content-type", "text/plain");
    var body = Unpooled.copiedBuffer("Hello World\n", StandardCharsets.US_ASCII);
    connection.write(new DefaultHttp2HeadersFrame(headers).stream(stream));
    connection.writeAndFlush(new DefaultHttp2DataFrame(body, true).stream(stream));
  }

  /** Answers with content of zeros, which may be of another length than it says. */
  static void octets(
      ChannelHandlerContext connection, Http2FrameStream stream, int announced, int sent) {
    var headers = new DefaultHttp2Headers().status("200").setInt("content-length", announced);
    connection.write(new DefaultHttp2HeadersFrame(headers).stream(stream));
    var body = Unpooled.wrappedBuffer(new byte[sent]);
    connection.writeAndFlush(new DefaultHttp2DataFrame(body, true).stream(stream));
  }

  private final class Requests extends ChannelInboundHandlerAdapter {
    private final Answer answer;

    Requests(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http2HeadersFrame headers) {
        answer.to(context, headers.stream(), requests.incrementAndGet());
      }
      ReferenceCountUtil.release(frame);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  String url() {
    return scheme
        + "://127.0.0.1:"
        + ((InetSocketAddress) listening.localAddress()).getPort()
        + "/";
  }

  int requests() {
    return requests.get();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
