package h2lab.server.dispatch.netty;

import h2lab.server.dispatch.ClientWay;
import h2lab.server.dispatch.ObservedProtocol;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
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
final class EventLoopConversation implements ClientWay {
  /** The largest buffer that the library's pool keeps at hand for its thread. */
  static final int REPLY_OCTETS = 32 * 1024;

  private final ByteBufAllocator buffers;
  private final ObservedProtocol protocol;
  private final ClientTrace trace;
  private final WireTap wire;
  private final boolean encrypted;
  private boolean isHandshaking;
  private ByteBuf arrived = Unpooled.EMPTY_BUFFER;
  private ByteBuf input = Unpooled.EMPTY_BUFFER;
  private ByteBuf replies = Unpooled.EMPTY_BUFFER;
  private int unflushedOctets;

  /** Begins with a client just accepted; our SETTINGS wait to be sent. */
  EventLoopConversation(Channel channel, Service service) {
    encrypted = service.tls() != null;
    isHandshaking = encrypted;
    buffers = channel.alloc();
    wire = new WireTap(encrypted); // before the trace, which asks how much waits from then on
    protocol =
        new ObservedProtocol(
            service, EventLoopAction.TABLE.vocabulary(), this, channel.remoteAddress());
    trace = protocol.trace();
    wire.tell(trace);
    ByteBuffer room = replyRoom();
    int before = room.position();
    protocol.start(room);
    replied(room.position() - before);
  }

  /** The protocol, and why this client goes. */
  ObservedProtocol protocol() {
    return protocol;
  }

  WireTap wire() {
    return wire;
  }

  /** The library has taken the TLS handshake to its end. */
  void handshakeDone(String agreement) {
    isHandshaking = false;
    trace.state(ClientLife.HANDSHAKEN, agreement);
  }

  /** Keeps octets until they are taken in or dropped; they are ours from now on. */
  void keep(ByteBuf plain) {
    arrived = merge(arrived, plain);
  }

  /** Adds what was kept to the input. */
  void takeIn() {
    if (encrypted) {
      trace.read(FlowPoint.DECRYPTED, arrived.readableBytes());
    }
    input = merge(input, arrived);
    arrived = Unpooled.EMPTY_BUFFER;
  }

  private ByteBuf merge(ByteBuf octets, ByteBuf more) {
    return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(buffers, octets, more);
  }

  /** Forgets what was kept. */
  void dropArrived() {
    arrived.release();
    arrived = Unpooled.EMPTY_BUFFER;
  }

  /** (U) Gives the input to the protocol core and collects its replies. */
  Received process() {
    ByteBuffer plain = input.internalNioBuffer(input.readerIndex(), input.readableBytes());
    ByteBuffer room = replyRoom();
    int plainFrom = plain.position();
    int roomFrom = room.position();
    Received received = protocol.receive(plain, room);
    consumed(plain.position() - plainFrom);
    replied(room.position() - roomFrom);
    return received;
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
    if (!replies.isReadable()) {
      dropReplies();
    }
  }

  boolean hasReplies() {
    return replies.isReadable();
  }

  boolean hasReplyRoom() {
    return replies == Unpooled.EMPTY_BUFFER || replies.writableBytes() >= ServerProtocol.LEAST_ROOM;
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

  /** Asks the client to go, see {@link ObservedProtocol#drain}. */
  void drain(String why) {
    ByteBuffer room = replyRoom();
    int before = room.position();
    protocol.drain(room, why);
    replied(room.position() - before);
  }

  /** Ends the conversation from our side, see {@link ObservedProtocol#end}. */
  void end(ErrorCode code, String why) {
    ByteBuffer room = replyRoom();
    int before = room.position();
    protocol.end(room, code, why);
    replied(room.position() - before);
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
  void close() {
    dropArrived();
    dropInput();
    dropReplies();
    protocol.close();
  }

  /** As {@link #close}, for a fault of ours. */
  void closeFaulty(RuntimeException fault) {
    protocol.fault(fault);
    close();
  }

  @Override
  public boolean isHandshaking() {
    return isHandshaking;
  }

  @Override
  public boolean hasInput() {
    return input.isReadable() || wire.isInRecord();
  }

  /** Our SETTINGS wait for the handshake before they can wait for the socket. */
  @Override
  public boolean awaitsSocket() {
    return !isHandshaking && (wire.waitingOctets() > 0 || replies.isReadable());
  }

  @Override
  public long octetsWritten() {
    return wire.octetsWritten();
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
}
