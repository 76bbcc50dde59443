package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.Service;
import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameObserver;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.Received;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.QueueLevels;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;

/**
 * What one client and we have to say to each other: protocol state, the octets before and behind
 * it, trace and counts. The buffers are the library's pooled ones, held only while there is
 * something in them: the input at most an incomplete frame and one burst of reads, the replies
 * {@link #REPLY_OCTETS}. Used by the event-loop thread only.
 */
final class EventLoopConversation implements QueueLevels {
  /** The largest buffer that the library's pool keeps at hand for its thread. */
  static final int REPLY_OCTETS = 32 * 1024;

  private final Service service;
  private final ByteBufAllocator buffers;
  private final Http2Connection connection;
  private final FrameObserver frames = new TracedFrames();
  private final Object applicationData;
  private final ClientTrace trace;
  private final WireTap wire;
  private final boolean encrypted;
  private ByteBuf input = Unpooled.EMPTY_BUFFER;
  private ByteBuf replies = Unpooled.EMPTY_BUFFER;
  private int unflushedOctets;
  private boolean failed;

  /** Begins with a client just accepted; our SETTINGS wait to be sent. */
  EventLoopConversation(Channel channel, Service service) {
    this.service = service;
    connection = new Http2Connection(service.options().limits());
    encrypted = service.tls() != null;
    buffers = channel.alloc();
    applicationData = service.options().hooks().accepted(channel.remoteAddress()); // may throw
    int port = Service.port(channel.remoteAddress());
    trace = ClientTrace.accepted(EventLoopAction.vocabulary(), this, port);
    wire = new WireTap(trace, encrypted);
    service.clientBegan();
    ByteBuffer room = replyRoom();
    int before = room.position();
    connection.start(room);
    replied(room.position() - before);
  }

  ClientTrace trace() {
    return trace;
  }

  WireTap wire() {
    return wire;
  }

  boolean isEncrypted() {
    return encrypted;
  }

  /** Adds octets to the input; they are ours from now on. */
  void take(ByteBuf plain) {
    if (encrypted) {
      trace.read(FlowPoint.DECRYPTED, plain.readableBytes());
    }
    input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(buffers, input, plain);
  }

  /** (U) Gives the input to the protocol core and collects its replies. */
  Received process() {
    connection.observe(trace.recordsFrames() ? frames : null);
    ByteBuffer plain = input.internalNioBuffer(input.readerIndex(), input.readableBytes());
    ByteBuffer room = replyRoom();
    int plainFrom = plain.position();
    int roomFrom = room.position();
    Received received = connection.receive(plain, room);
    consumed(plain.position() - plainFrom);
    replied(room.position() - roomFrom);
    note(received);
    return received;
  }

  private void note(Received received) {
    switch (received) {
      case Received.Opened opened -> {
        trace.state(ClientLife.OPEN, "");
        service.options().hooks().hello(applicationData);
      }
      case Received.GoAway goAway ->
          trace.state(ClientLife.DRAINING, "client sent GOAWAY, code " + goAway.code());
      case Received.PrefaceMismatch mismatch -> {
        failed = true;
        trace.state(ClientLife.DRAINING, "client preface mismatch");
      }
      case Received.Failed fault -> {
        failed = true;
        trace.state(ClientLife.DRAINING, fault.code() + ": " + fault.reason());
      }
      case Received.Drained drained -> trace.state(ClientLife.DRAINING, "no stream is left");
      case Received.NeedInput needInput -> {}
      case Received.NeedRoom needRoom -> {}
    }
  }

  private void consumed(int octets) {
    input.skipBytes(octets);
    if (input.isReadable()) {
      input.discardSomeReadBytes();
    } else {
      dropInput();
    }
  }

  private ByteBuffer replyRoom() {
    if (replies == Unpooled.EMPTY_BUFFER) {
      replies = buffers.directBuffer(REPLY_OCTETS, REPLY_OCTETS);
    }
    return replies.internalNioBuffer(replies.writerIndex(), replies.writableBytes());
  }

  private void replied(int octets) {
    replies.writerIndex(replies.writerIndex() + octets);
    trace.written(FlowPoint.REPLIES, octets);
    if (!replies.isReadable()) {
      dropReplies();
    }
  }

  boolean hasReplies() {
    return replies.isReadable();
  }

  boolean hasReplyRoom() {
    return replies == Unpooled.EMPTY_BUFFER
        || replies.writableBytes() >= Http2Connection.LEAST_ROOM;
  }

  /** Whether a response waits for a flow-control window of the client. */
  boolean responsesWait() {
    return connection.responsesWait();
  }

  /** Takes the replies out; the caller gives them to the library, which releases them. */
  ByteBuf takeReplies() {
    ByteBuf taken = replies;
    unflushedOctets = taken.readableBytes();
    replies = Unpooled.EMPTY_BUFFER;
    return taken;
  }

  /** (4) The library is told to encrypt and write what it was given. */
  void flushed() {
    if (encrypted) {
      trace.written(FlowPoint.TO_ENCRYPT, unflushedOctets);
    }
    unflushedOctets = 0;
  }

  /** Appends a GOAWAY to the replies if there is room; the client is told that we end. */
  void shutDown(String reason) {
    if (hasReplyRoom()) {
      ByteBuffer room = replyRoom();
      int before = room.position();
      connection.end(room, ErrorCode.NO_ERROR, "");
      replied(room.position() - before);
    }
    trace.state(ClientLife.DRAINING, reason);
  }

  void dropInput() {
    input.release();
    input = Unpooled.EMPTY_BUFFER;
  }

  private void dropReplies() {
    replies.release();
    replies = Unpooled.EMPTY_BUFFER;
  }

  /** The client is gone: gives its buffers back and tells who wants to know. */
  void end(String reason, boolean byError) {
    dropInput();
    dropReplies();
    trace.state(ClientLife.CLOSED, reason);
    service.clientEnded(connection.requests(), failed || byError);
    service.options().hooks().closed(applicationData, connection.requests());
  }

  /** As {@link #end}, for a fault of ours. */
  void endFaulty(RuntimeException fault) {
    service.fault(trace, fault);
    end("fault of the server: " + fault, true);
  }

  /** Nothing that can be seen: the library's TLS keeps incomplete records to itself. */
  @Override
  public int tlsPending() {
    return 0;
  }

  @Override
  public int toEncrypt() {
    return encrypted ? replies.readableBytes() + unflushedOctets : 0;
  }

  @Override
  public int toWrite() {
    return wire.waitingOctets() + (encrypted ? 0 : replies.readableBytes());
  }

  @Override
  public int writeChunks() {
    return wire.waitingChunks() + (!encrypted && replies.isReadable() ? 1 : 0);
  }

  private final class TracedFrames implements FrameObserver {
    @Override
    public void received(int type, int streamId, int octets) {
      trace.frameReceived(type, streamId, octets);
    }

    @Override
    public void sent(int type, int streamId, int octets) {
      trace.frameSent(type, streamId, octets);
    }
  }
}
