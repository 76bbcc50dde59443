package h2lab.server.library;

import h2lab.server.http2.Answer;
import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.Received;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.Consumer;

/**
 * Netty's connection handler, with its errors in our terms and its writes in the caller's time.
 * What it serves is in {@link RequestListener} and {@link Exchange}, how it ends in {@link
 * ConnectionEnd}.
 */
final class ResourceHandler extends Http2ConnectionHandler {
  private final FrameBudgets budgets;
  private final Consumer<Received> occurred;
  private final Http2Connection.PropertyKey exchanges;
  private ChannelHandlerContext context;
  private ConnectionEnd end;
  private boolean opened;
  private int waiting;
  private boolean unflushed;
  private long requests;

  ResourceHandler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      FrameBudgets budgets,
      Consumer<Received> occurred) {
    super(decoder, encoder, settings);
    this.budgets = budgets;
    this.occurred = occurred;
    this.exchanges = connection().newKey();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    this.context = context;
    this.end = new ConnectionEnd(this, context, budgets, occurred);
    super.handlerAdded(context);
  }

  ChannelHandlerContext context() {
    return context;
  }

  /** How the connection ends. */
  ConnectionEnd end() {
    return end;
  }

  /** The request of a stream that goes on behind its header section; null if none does. */
  Exchange exchange(Http2Stream stream) {
    return stream.getProperty(exchanges);
  }

  void goesOn(Http2Stream stream, Exchange exchange) {
    stream.setProperty(exchanges, exchange);
  }

  /** Requests received whole. */
  long requests() {
    return requests;
  }

  void requestEnded() {
    requests++;
  }

  /** Whether content was given to Netty that it has not written, for lack of window or room. */
  boolean responsesWait() {
    return waiting > 0;
  }

  boolean hasStreams() {
    return connection().numActiveStreams() > 0;
  }

  /** Whether a frame of the client may concern a stream that is open, or will be by then. */
  boolean mayBeOpen(int streamId) {
    return connection().stream(streamId) != null
        || streamId > connection().remote().lastStreamCreated();
  }

  /** Content is given to Netty. */
  void contentWaits() {
    waiting++;
  }

  /** It was written, or came to nothing. */
  void contentIsGone() {
    waiting--;
  }

  /** Something was written behind Netty's back: it has to be flushed. */
  void wrote() {
    unflushed = true;
  }

  /** Lets Netty write what the windows allow, but no more than a few frames at a time. */
  void writeMore() {
    if (!end.isEnded() && (waiting > 0 || unflushed)) {
      unflushed = false;
      flush(context);
    }
  }

  /**
   * The embedded channel takes whatever is written at once, so that it becomes writable again
   * within each flush. To flush again then, as Netty does, would queue all of a response: here the
   * room of the caller decides, in {@link #writeMore}.
   */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
  }

  /** The client's SETTINGS have come. */
  void open() {
    if (!opened) {
      opened = true;
      occurred.accept(new Received.Opened());
    }
  }

  /** Whether they have. */
  boolean isOpen() {
    return opened;
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext context, boolean outbound, Throwable cause, Http2Exception known) {
    if (end.isEnded()) {
      return;
    }
    Http2Error error = known == null ? Http2Error.INTERNAL_ERROR : known.error();
    ErrorCode code = ErrorCode.values()[(int) error.code()];
    String reason = String.valueOf(cause.getMessage());
    boolean noHttp2 = !opened && (reason.contains("preface") || reason.contains("HTTP/1"));
    occurred.accept(noHttp2 ? new Received.PrefaceMismatch() : new Received.Failed(code, reason));
    end.now(code, reason);
  }

  /**
   * A header section that is too large is answered, though without content: Netty has dropped it,
   * and with it the method, which may be HEAD.
   */
  @Override
  protected void onStreamError(
      ChannelHandlerContext context,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException error) {
    Http2Stream known = connection().stream(error.streamId());
    if (outbound && (known == null || known.state() == Http2Stream.State.CLOSED)) {
      return; // what waited on a stream the client has reset; no reset answers that (5.4.2)
    }
    boolean tooLarge =
        error instanceof Http2Exception.HeaderListSizeException size && size.duringDecode();
    if (!tooLarge || known != null) {
      super.onStreamError(context, outbound, cause, error);
      return;
    }
    try {
      Http2Stream stream = connection().remote().createStream(error.streamId(), false);
      stream.headersReceived(false);
      Exchange exchange =
          new Exchange(this, stream, Answer.complaint(431, true), -1, Long.MAX_VALUE);
      goesOn(stream, exchange);
      exchange.begin();
    } catch (Http2Exception e) {
      encoder().writeRstStream(context, error.streamId(), e.error().code(), context.newPromise());
    }
  }

  /** Trailers that are too large: there is a request to be reset, not one to be answered. */
  @Override
  protected void handleServerHeaderDecodeSizeError(
      ChannelHandlerContext context, Http2Stream stream) {}

  /** Every RST_STREAM of ours passes here. */
  @Override
  public ChannelFuture resetStream(
      ChannelHandlerContext context, int streamId, long code, ChannelPromise promise) {
    ChannelFuture written = super.resetStream(context, streamId, code, promise);
    if (code != Http2Error.NO_ERROR.code() && !end.isEnded()) {
      String overdrawn = budgets.reset();
      if (overdrawn != null) {
        end.calmDown(overdrawn);
      }
    }
    return written;
  }
}
