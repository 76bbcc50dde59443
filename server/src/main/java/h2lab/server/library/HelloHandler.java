package h2lab.server.library;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Received;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Netty's connection handler with our one response; tells what occurred in our terms. */
final class HelloHandler extends Http2ConnectionHandler {
  private static final ByteBuf BODY =
      Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("Hello World\n", StandardCharsets.US_ASCII))
          .asReadOnly();

  private final Consumer<Received> occurred;
  private ChannelHandlerContext context;
  private boolean opened;
  private long requests;
  private long unanswered;

  private HelloHandler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Consumer<Received> occurred) {
    super(decoder, encoder, settings);
    this.occurred = occurred;
  }

  static HelloHandler create(Limits limits, Consumer<Received> occurred) {
    return new Builder(limits, occurred).build();
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<HelloHandler, Builder> {
    private final Consumer<Received> occurred;
    private final Requests requests = new Requests();

    Builder(Limits limits, Consumer<Received> occurred) {
      this.occurred = occurred;
      server(true);
      frameListener(requests);
      initialSettings(
          Http2Settings.defaultSettings().maxConcurrentStreams(limits.concurrentStreams()));
      gracefulShutdownTimeoutMillis(0);
    }

    @Override
    protected HelloHandler build() {
      return super.build();
    }

    @Override
    protected HelloHandler build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      HelloHandler handler = new HelloHandler(decoder, encoder, settings, occurred);
      requests.handler = handler;
      return handler;
    }
  }

  /** Frames as Netty has judged them. */
  private static final class Requests extends Http2FrameAdapter {
    private HelloHandler handler;

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      handler.open();
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream) {
      if (endOfStream) {
        handler.answer(streamId);
      }
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int streamId,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream) {
      onHeadersRead(context, streamId, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context,
        int streamId,
        ByteBuf data,
        int padding,
        boolean endOfStream) {
      if (endOfStream) {
        handler.answer(streamId);
      }
      return data.readableBytes() + padding;
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext context, int lastStreamId, long code, ByteBuf debug) {
      handler.occurred.accept(new Received.GoAway(lastStreamId, code));
    }
  }

  /** Requests received whole. */
  long requests() {
    return requests;
  }

  /** Whether a response is not written yet, which it is as soon as its windows allow. */
  boolean responsesWait() {
    return unanswered > 0;
  }

  /** Writes a GOAWAY naming the last stream there was. */
  void sayGoAway(ErrorCode code) {
    int last = connection().remote().lastStreamCreated();
    goAway(context, last, code.ordinal(), Unpooled.EMPTY_BUFFER, context.newPromise());
    flush(context);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    this.context = context;
    super.handlerAdded(context);
  }

  private void open() {
    if (!opened) {
      opened = true;
      occurred.accept(new Received.Opened());
    }
  }

  private void answer(int streamId) {
    requests++;
    unanswered++;
    Http2Headers headers =
        new DefaultHttp2Headers(false, 2).status("200").add("content-type", "text/plain");
    encoder().writeHeaders(context, streamId, headers, 0, false, context.newPromise());
    encoder()
        .writeData(context, streamId, BODY.duplicate(), 0, true, context.newPromise())
        .addListener(written -> unanswered--);
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext context, boolean outbound, Throwable cause, Http2Exception known) {
    Http2Error error = known == null ? Http2Error.INTERNAL_ERROR : known.error();
    String reason = String.valueOf(cause.getMessage());
    occurred.accept(
        opened || !reason.contains("preface")
            ? new Received.Failed(ErrorCode.values()[(int) error.code()], reason)
            : new Received.PrefaceMismatch());
    byte[] debug = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(debug.length, 128);
    int last = Math.max(0, connection().remote().lastStreamCreated());
    goAway(
        context,
        last,
        error.code(),
        Unpooled.wrappedBuffer(debug, 0, length),
        context.newPromise());
    flush(context);
  }
}
