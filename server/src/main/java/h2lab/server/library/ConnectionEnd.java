package h2lab.server.library;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.Received;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * How the connection of a {@link ResourceHandler} ends (RFC 9113 section 6.8): in two steps if it
 * drains, which Netty does not do by itself, else at once.
 */
final class ConnectionEnd {
  /** Names no stream yet, so that requests under way are still taken. */
  private static final int ANY_STREAM = Integer.MAX_VALUE;

  /** Opaque data of the PING that tells when the client has seen our first GOAWAY. */
  private static final long SEEN = 0x6832_6c61_6264_726eL;

  private static final int MOST_REASON_OCTETS = 128;

  private final ResourceHandler handler;
  private final ChannelHandlerContext context;
  private final FrameBudgets budgets;
  private final Consumer<Received> occurred;
  private boolean announced;
  private boolean leaving;
  private boolean ended;

  ConnectionEnd(
      ResourceHandler handler,
      ChannelHandlerContext context,
      FrameBudgets budgets,
      Consumer<Received> occurred) {
    this.handler = handler;
    this.context = context;
    this.budgets = budgets;
    this.occurred = occurred;
  }

  /** Nothing is received or answered any more. */
  boolean isEnded() {
    return ended;
  }

  /** Announces the end; what the client asks before it has heard of it is still answered. */
  void announce() {
    if (announced || ended) {
      return;
    }
    announced = true;
    goAway(ANY_STREAM);
    handler.encoder().writePing(context, false, SEEN, context.newPromise());
    budgets.pinged();
    handler.flush(context);
  }

  /** The client has answered a PING; if it was ours, it has heard of the end. */
  void pingAnswered(long opaque) {
    if (announced && !leaving && opaque == SEEN) {
      leaving = true;
      goAway(lastStream());
    }
  }

  private void goAway(int lastStream) {
    handler.goAway(
        context,
        lastStream,
        Http2Error.NO_ERROR.code(),
        Unpooled.EMPTY_BUFFER,
        context.newPromise());
  }

  /** The client has sent GOAWAY. */
  void clientLeaves(int lastStreamId, long code) {
    if (!leaving) {
      leaving = true;
      occurred.accept(new Received.GoAway(lastStreamId, code));
    }
  }

  /** Whether nothing is left to do; told once, since the connection has ended then. */
  boolean isDrained() {
    boolean drained = leaving && !ended && !handler.hasStreams();
    ended |= drained;
    return drained;
  }

  /** The client has overdrawn a budget. */
  void calmDown(String reason) {
    occurred.accept(new Received.Failed(ErrorCode.ENHANCE_YOUR_CALM, reason));
    now(ErrorCode.ENHANCE_YOUR_CALM, reason);
  }

  /**
   * Writes GOAWAY and ends the connection; by the writer of frames itself, since the handler keeps
   * a second one that names the same stream.
   */
  void now(ErrorCode code, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    ByteBuf debug = Unpooled.copiedBuffer(reason, StandardCharsets.UTF_8);
    debug.writerIndex(Math.min(debug.writerIndex(), MOST_REASON_OCTETS));
    handler
        .encoder()
        .frameWriter()
        .writeGoAway(context, lastStream(), code.ordinal(), debug, context.newPromise());
    context.flush();
  }

  private int lastStream() {
    return Math.max(0, handler.connection().remote().lastStreamCreated());
  }
}
