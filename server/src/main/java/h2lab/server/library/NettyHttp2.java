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
  private static final int DATA = 0;

  private final Queue<Received> occurred = new ArrayDeque<>();
  private final FrameBudgets budgets;
  private final ResourceHandler handler;
  private final EmbeddedChannel channel;
  private final FrameScanner in = new FrameScanner(PREFACE_LENGTH);
  private final FrameScanner out = new FrameScanner(0);
  private final FrameScanner.Found received = this::received;
  private final FrameScanner.Found sent = this::sent;
  private FrameObserver observer;
  private ByteBuf unsent;
  private String overdrawn;
  private long dataOctets;
  private boolean ended;

  public NettyHttp2(Limits limits) {
    budgets = new FrameBudgets(limits);
    handler = NettyStack.handler(limits, budgets, occurred::add);
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
  public void time(long nanos) {
    budgets.time(nanos);
  }

  @Override
  public boolean prefaceReceived() {
    return handler.isOpen();
  }

  @Override
  public boolean settingsAcknowledged() {
    return budgets.settingsAcknowledged();
  }

  /** Or in a frame, since Netty takes what there is of one. */
  @Override
  public boolean inFieldBlock() {
    return budgets.inFieldBlock() || in.isInFrame();
  }

  @Override
  public boolean hasStreams() {
    return handler.hasStreams();
  }

  @Override
  public long progress() {
    return requests() * REQUEST_PROGRESS + dataOctets;
  }

  @Override
  public Received receive(ByteBuffer plain, ByteBuffer replies) {
    boolean allMoved = moveReplies(replies);
    if (ended) {
      return Received.NEED_INPUT;
    }
    if (allMoved && occurred.isEmpty() && plain.hasRemaining()) {
      take(plain);
      allMoved = moveReplies(replies);
    }
    if (!occurred.isEmpty()) {
      Received next = occurred.remove();
      ended = next instanceof Received.Failed || next instanceof Received.PrefaceMismatch;
      return next;
    }
    if (allMoved && handler.end().isDrained()) {
      ended = true;
      return new Received.Drained();
    }
    return allMoved ? Received.NEED_INPUT : Received.NEED_ROOM;
  }

  /** Gives Netty all frames, or those before the one that overdraws a budget. */
  private void take(ByteBuffer plain) {
    int end = in.scan(plain, plain.position(), plain.limit(), received);
    ByteBuffer fine = plain.duplicate().limit(end);
    if (fine.hasRemaining()) {
      channel.writeInbound(Unpooled.copiedBuffer(fine));
      channel.runPendingTasks();
    }
    plain.position(plain.limit());
    if (overdrawn != null) {
      handler.end().calmDown(overdrawn);
    }
  }

  @Override
  public void drain(ByteBuffer replies) {
    handler.end().announce();
    moveReplies(replies);
  }

  @Override
  public void end(ByteBuffer replies, ErrorCode code, String reason) {
    ended = true;
    if (finishFrame(replies)) {
      dropUnsent(); // nobody may ask for the rest, and GOAWAY would be lost behind it
    }
    handler.end().now(code, reason);
    moveReplies(replies);
  }

  /** Moves the rest of a frame that has begun; false if there is not room for it. */
  private boolean finishFrame(ByteBuffer replies) {
    while (out.isInFrame()) {
      int octets = Math.min(Math.min(out.lacks(), replies.remaining()), unsentOctets());
      if (octets == 0) {
        return false;
      }
      move(octets, replies);
    }
    return true;
  }

  private int unsentOctets() {
    while (unsent == null || !unsent.isReadable()) {
      release();
      unsent = channel.readOutbound();
      if (unsent == null) {
        return 0;
      }
    }
    return unsent.readableBytes();
  }

  private void dropUnsent() {
    while (unsentOctets() > 0) {
      release();
    }
  }

  private void release() {
    if (unsent != null) {
      unsent.release();
      unsent = null;
    }
  }

  /**
   * Moves what Netty has written, and lets it write more, until there is no more or no room.
   *
   * @return false if there was not room for all
   */
  private boolean moveReplies(ByteBuffer replies) {
    while (nextUnsent()) {
      move(Math.min(unsent.readableBytes(), replies.remaining()), replies);
      if (unsent != null) {
        return false;
      }
    }
    return true;
  }

  private void move(int octets, ByteBuffer replies) {
    int from = replies.position();
    int limit = replies.limit();
    unsent.readBytes(replies.limit(from + octets));
    replies.limit(limit);
    out.scan(replies, from, from + octets, sent);
    if (!unsent.isReadable()) {
      release();
    }
  }

  private boolean nextUnsent() {
    if (unsent == null) {
      unsent = channel.readOutbound();
    }
    if (unsent == null) {
      handler.writeMore();
      unsent = channel.readOutbound();
    }
    return unsent != null;
  }

  private boolean received(int type, int flags, int streamId, int length, int increment) {
    if (observer != null) {
      observer.received(type, streamId, FrameScanner.HEADER + length);
    }
    dataOctets += type == DATA ? length : 0;
    overdrawn = budgets.received(type, flags, length, handler.mayBeOpen(streamId), increment);
    return overdrawn == null;
  }

  private boolean sent(int type, int flags, int streamId, int length, int increment) {
    if (observer != null) {
      observer.sent(type, streamId, FrameScanner.HEADER + length);
    }
    if (type == DATA) {
      dataOctets += length;
      budgets.sentData();
    }
    return true;
  }

  @Override
  public void close() {
    dropUnsent();
    channel.finishAndReleaseAll();
  }
}
