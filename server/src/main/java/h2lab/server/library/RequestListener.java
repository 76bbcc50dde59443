package h2lab.server.library;

import static io.netty.handler.codec.http2.Http2Error.PROTOCOL_ERROR;

import h2lab.server.http2.Answer;
import h2lab.server.http2.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/** Frames as Netty has judged them: they become requests, and what occurred. */
final class RequestListener extends Http2FrameAdapter {
  private static final String CONTENT_LENGTH = "content-length";

  private final ResourceHandler handler;
  private final Limits limits;

  RequestListener(ResourceHandler handler, Limits limits) {
    this.handler = handler;
    this.limits = limits;
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
    handler.open();
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext context, long opaque) {
    handler.end().pingAnswered(opaque);
  }

  @Override
  public void onGoAwayRead(
      ChannelHandlerContext context, int lastStreamId, long code, ByteBuf debug) {
    handler.end().clientLeaves(lastStreamId, code);
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
      boolean endOfStream)
      throws Http2Exception {
    Http2Stream stream = handler.connection().stream(streamId);
    require(streamId, RequestRules.fieldFault(headers));
    Exchange known = handler.exchange(stream);
    Exchange exchange = known == null ? begin(stream, headers) : known;
    if (endOfStream) {
      exchange.requestEnded();
    } else {
      handler.goesOn(stream, exchange);
      exchange.beginIfEarly();
    }
  }

  private Exchange begin(Http2Stream stream, Http2Headers headers) throws Http2Exception {
    require(stream.id(), RequestRules.controlFault(headers));
    long announced = headers.getLong(CONTENT_LENGTH, -1);
    String method = headers.method().toString();
    CharSequence path = headers.path();
    Answer answer =
        announced > limits.bodyOctets()
            ? Answer.complaint(413, method.equals("HEAD"))
            : Answer.to(method, path == null ? "" : path.toString());
    return new Exchange(handler, stream, answer, announced, limits.bodyOctets());
  }

  private static void require(int streamId, String noFault) throws Http2Exception {
    if (noFault != null) {
      throw Http2Exception.streamError(streamId, PROTOCOL_ERROR, "malformed: %s", noFault);
    }
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context,
      int streamId,
      ByteBuf content,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    Exchange exchange = handler.exchange(handler.connection().stream(streamId));
    int consumed = exchange.receive(content);
    if (endOfStream) {
      exchange.requestEnded();
    }
    return consumed + padding;
  }
}
