package h2lab.server.dispatch.netty;

import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;

/**
 * Tells what passes between the socket and the rest of the pipeline. The library tells when a
 * buffer is written, not how much of it; so octets count as written once all that wait are.
 */
final class WireTap extends ChannelDuplexHandler implements ChannelFutureListener {
  private final boolean encrypted;
  private ClientTrace trace;
  private ChannelHandlerContext context;
  private final RecordBoundary records = new RecordBoundary();
  private long handedOctets;
  private int waitingOctets;
  private int waitingChunks;

  /**
   * @param encrypted whether what passes comes out of TLS
   */
  WireTap(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /** Whom to tell; said before anything passes. */
  void tell(ClientTrace trace) {
    this.trace = trace;
  }

  /** Octets that wait for the socket. */
  int waitingOctets() {
    return waitingOctets;
  }

  /** Whether a TLS record has begun of which more must come; never in cleartext. */
  boolean isInRecord() {
    return encrypted && records.isInRecord();
  }

  /** Octets that the socket took so far; looks through those that wait. */
  long octetsWritten() {
    if (waitingChunks == 0) {
      return handedOctets;
    }
    ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
    Sum octets = new Sum();
    if (waiting != null) { // else it is closed
      try {
        waiting.forEachFlushedMessage(octets);
      } catch (Exception e) {
        throw new IllegalStateException(e); // adding up throws none
      }
    }
    return handedOctets - octets.sum;
  }

  private static final class Sum implements ChannelOutboundBuffer.MessageProcessor {
    private long sum;

    @Override
    public boolean processMessage(Object message) {
      sum += ((ByteBuf) message).readableBytes();
      return true;
    }
  }

  /** Buffers that wait for the socket. */
  int waitingChunks() {
    return waitingChunks;
  }

  /** Closes the channel without asking TLS, which has had its say before. */
  void close() {
    context.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf octets = (ByteBuf) message;
    trace.read(FlowPoint.PEER_IN, octets.readableBytes());
    if (encrypted) {
      records.pass(octets);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    int octets = ((ByteBuf) message).readableBytes();
    if (encrypted) {
      trace.written(FlowPoint.TLS_OUTPUT, octets);
    }
    handedOctets += octets;
    waitingOctets += octets;
    waitingChunks++;
    context.write(message, promise.unvoid().addListener(this));
  }

  @Override
  public void operationComplete(ChannelFuture written) {
    waitingChunks--;
    if (waitingChunks == 0) {
      if (written.isSuccess()) {
        trace.written(FlowPoint.PEER_OUT, waitingOctets);
      }
      waitingOctets = 0;
    }
  }
}
