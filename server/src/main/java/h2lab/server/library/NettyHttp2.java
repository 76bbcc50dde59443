package h2lab.server.library;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameObserver;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * HTTP/2 by Netty's codec, driven without I/O through an embedded channel. Netty was taken rather
 * than Jetty's parser and generator because its connection handler does the whole of the protocol,
 * flow control and stream states included; around Jetty's, half of that would be ours to write.
 *
 * <p>Its copies are the price of the seam: octets go in by one, replies come out by another.
 */
public final class NettyHttp2 implements ServerProtocol {
  private static final int PREFACE_LENGTH = Http2CodecUtil.connectionPrefaceBuf().readableBytes();

  private final Queue<Received> occurred = new ArrayDeque<>();
  private final HelloHandler handler;
  private final EmbeddedChannel channel;
  private final FrameScanner in = new FrameScanner(PREFACE_LENGTH);
  private final FrameScanner out = new FrameScanner(0);
  private FrameObserver observer;
  private ByteBuf unsent;
  private boolean ended;

  public NettyHttp2(Limits limits) {
    handler = HelloHandler.create(limits, occurred::add);
    channel = new EmbeddedChannel(handler);
  }

  @Override
  public void start(ByteBuffer replies) {
    moveReplies(replies);
  }

  @Override
  public void observe(FrameObserver observer) {
    this.observer = observer;
  }

  @Override
  public long requests() {
    return handler.requests();
  }

  @Override
  public boolean responsesWait() {
    return handler.responsesWait();
  }

  @Override
  public Received receive(ByteBuffer plain, ByteBuffer replies) {
    if (ended && occurred.isEmpty()) {
      plain.position(plain.limit());
      return Received.NEED_INPUT;
    }
    if (!moveReplies(replies)) {
      return Received.NEED_ROOM;
    }
    if (plain.hasRemaining() && !ended) {
      in.scan(plain, this::received);
      channel.writeInbound(Unpooled.copiedBuffer(plain));
      plain.position(plain.limit());
      channel.runPendingTasks();
    }
    boolean allMoved = moveReplies(replies);
    if (!occurred.isEmpty()) {
      Received next = occurred.remove();
      ended |= next instanceof Received.Failed || next instanceof Received.PrefaceMismatch;
      return next;
    }
    return allMoved ? Received.NEED_INPUT : Received.NEED_ROOM;
  }

  @Override
  public void drain(ByteBuffer replies) {
    end(replies, ErrorCode.NO_ERROR, "");
  }

  @Override
  public void time(long nanos) {}

  @Override
  public boolean settingsAcknowledged() {
    return true;
  }

  @Override
  public boolean inFieldBlock() {
    return false;
  }

  @Override
  public boolean hasStreams() {
    return handler.connection().numActiveStreams() > 0;
  }

  @Override
  public long progress() {
    return requests() * REQUEST_PROGRESS;
  }

  @Override
  public void end(ByteBuffer replies, ErrorCode code, String reason) {
    if (!ended) {
      ended = true;
      handler.sayGoAway(code);
      moveReplies(replies);
    }
  }

  /** False if there was not room for all of them. */
  private boolean moveReplies(ByteBuffer replies) {
    while (true) {
      if (unsent == null) {
        unsent = channel.readOutbound();
      }
      if (unsent == null) {
        return true;
      }
      int octets = Math.min(unsent.readableBytes(), replies.remaining());
      int from = replies.position();
      ByteBuffer room = replies.duplicate().limit(from + octets);
      unsent.readBytes(room);
      replies.position(from + octets);
      out.scan(replies.duplicate().limit(from + octets).position(from), this::sent);
      if (unsent.isReadable()) {
        return false;
      }
      unsent.release();
      unsent = null;
    }
  }

  private void received(int type, int streamId, int octets) {
    if (observer != null) {
      observer.received(type, streamId, octets);
    }
  }

  private void sent(int type, int streamId, int octets) {
    if (observer != null) {
      observer.sent(type, streamId, octets);
    }
  }

  @Override
  public void close() {
    if (unsent != null) {
      unsent.release();
      unsent = null;
    }
    channel.finishAndReleaseAll();
  }
}
