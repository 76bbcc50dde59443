package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.netty.EventLoopFact.BROKEN;
import static h2lab.server.dispatch.netty.EventLoopFact.BURST_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.CAN_WRITE;
import static h2lab.server.dispatch.netty.EventLoopFact.ENDING;
import static h2lab.server.dispatch.netty.EventLoopFact.HANDSHAKE_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_PLAIN;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_READ;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLIES;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLY_ROOM;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_UNFLUSHED;
import static h2lab.server.dispatch.netty.EventLoopFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.netty.EventLoopFact.PEER_CLOSED;
import static h2lab.server.dispatch.netty.EventLoopFact.READING;

import h2lab.server.dispatch.MarkedFact;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.Received;
import h2lab.tracing.ClientLife;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One client of the event-loop library: the last handler of its pipeline. What the library calls
 * adds facts; the actions of {@link EventLoopAction} are the methods that take no context.
 *
 * <p>One write is under way at a time, and replies meanwhile fill one buffer; then reading stops.
 * So a peer that never reads costs two buffers: the library's own measure, writability, counts
 * octets, and tiny replies in large buffers would escape it.
 */
final class EventLoopClient extends ChannelInboundHandlerAdapter {
  private final EventLoopConversation conversation;
  private final Service service;
  private final SslHandler tls;
  private final ChannelFutureListener writeListener = this::writeDone;
  private ChannelHandlerContext context;
  private ByteBuf arrived;
  private Future<?> linger;
  private int facts = MarkedFact.set(HAS_REPLIES, HAS_REPLY_ROOM, BURST_OVER, CAN_WRITE, READING);
  private boolean tlsIsOpen;
  private boolean leaving;
  private boolean running;
  private boolean closed;
  private boolean byError;
  private String reason = "peer closed";

  /**
   * @param conversation just begun
   * @param tls the handler before this one; null in cleartext
   */
  EventLoopClient(EventLoopConversation conversation, Service service, SslHandler tls) {
    this.conversation = conversation;
    this.service = service;
    this.tls = tls;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    runActions();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf octets = (ByteBuf) message;
    if (closed) {
      octets.release();
      return;
    }
    arrived =
        arrived == null
            ? octets
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), arrived, octets);
    setFact(HAS_READ, true);
    setFact(BURST_OVER, false);
    runActions();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    setFact(BURST_OVER, true);
    runActions();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent handshake when handshake.isSuccess() ->
          setFact(HANDSHAKE_OVER, true);
      case SslHandshakeCompletionEvent handshake -> breakOff(handshake.cause());
      case SslCloseCompletionEvent closing when closing.isSuccess() -> peerClosed();
      case ChannelInputShutdownEvent end -> peerClosed();
      default -> {}
    }
    runActions();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    breakOff(cause instanceof DecoderException wrapped ? wrapped.getCause() : cause);
    runActions();
  }

  /** The library has closed the channel, or we have. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    setFact(BROKEN, true);
    runActions();
  }

  private void writeDone(ChannelFuture written) {
    if (written.isSuccess()) {
      setFact(CAN_WRITE, true);
    } else {
      breakOff(written.cause());
    }
    runActions();
  }

  private void peerClosed() {
    setFact(PEER_CLOSED, true);
    if (tls != null && !tlsIsOpen && !has(HANDSHAKE_OVER)) {
      breakOff("peer closed during the TLS handshake");
    }
  }

  private void breakOff(Throwable cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    breakOff(cause instanceof javax.net.ssl.SSLException ? "TLS: " + why : why);
  }

  private void breakOff(String why) {
    if (!has(ENDING) && !has(BROKEN)) {
      reason = why;
      byError = true;
    }
    setFact(BROKEN, true);
  }

  /** Tells the client that the server ends, and takes no more requests of it. */
  void shutDown() {
    if (has(ENDING) || closed) {
      return;
    }
    reason = "server ends";
    if (tls != null && !tlsIsOpen) {
      setFact(BROKEN, true); // in the middle of a handshake nothing can be said
    } else {
      conversation.shutDown(reason);
      beginToEnd();
    }
    runActions();
  }

  /** Ends a client that was told to go and does not, whatever it does. */
  void forceClosed() {
    setFact(has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN, true);
    runActions();
  }

  private boolean has(EventLoopFact fact) {
    return (facts & fact.bit()) != 0;
  }

  private void setFact(EventLoopFact fact, boolean holds) {
    facts = holds ? facts | fact.bit() : facts & ~fact.bit();
  }

  /** Runs actions until none but waiting is left. What they cause comes back as facts only. */
  private void runActions() {
    if (running || closed) {
      return;
    }
    running = true;
    EventLoopAction action;
    do {
      action = EventLoopAction.next(facts);
      conversation.trace().selected(facts, action.ordinal());
      try {
        action.run(this);
      } catch (RuntimeException e) {
        endByOurFault(e);
      }
    } while (action != EventLoopAction.WAIT && !closed);
    running = false;
  }

  private void endByOurFault(RuntimeException fault) {
    if (closed) {
      service.fault(conversation.trace(), fault); // of a hook that was told so
    } else {
      letGo();
      conversation.endFaulty(fault);
    }
  }

  void noteHandshake() {
    setFact(HANDSHAKE_OVER, false);
    tlsIsOpen = true;
    var session = tls.engine().getSession();
    String protocol = tls.engine().getApplicationProtocol();
    conversation
        .trace()
        .state(
            ClientLife.HANDSHAKEN,
            session.getProtocol()
                + " "
                + session.getCipherSuite()
                + (protocol == null || protocol.isEmpty() ? "" : " " + protocol));
  }

  void read() {
    conversation.take(arrived);
    arrived = null;
    setFact(HAS_READ, false);
    setFact(HAS_PLAIN, true);
  }

  void discard() {
    arrived.release();
    arrived = null;
    setFact(HAS_READ, false);
  }

  void processFrames() {
    Received received = conversation.process();
    noteReplies();
    switch (received) {
      case Received.NeedInput needInput -> setFact(HAS_PLAIN, false);
      case Received.NeedRoom needRoom -> setFact(HAS_REPLY_ROOM, false);
      case Received.Opened opened -> {}
      case Received.GoAway goAway -> leaving = true;
      case Received.Drained drained -> beginToEnd();
      case Received.PrefaceMismatch mismatch -> endByFault("client preface mismatch");
      case Received.Failed fault -> endByFault(fault.code() + ": " + fault.reason());
    }
    if (leaving && !has(ENDING) && !conversation.responsesWait()) {
      reason = "client sent GOAWAY";
      beginToEnd();
    }
  }

  private void endByFault(String fault) {
    reason = fault;
    byError = true;
    beginToEnd();
  }

  private void noteReplies() {
    setFact(HAS_REPLIES, conversation.hasReplies());
    setFact(HAS_REPLY_ROOM, conversation.hasReplyRoom());
  }

  void write() {
    ByteBuf replies = conversation.takeReplies();
    noteReplies();
    setFact(CAN_WRITE, false);
    setFact(HAS_UNFLUSHED, true);
    context.write(replies).addListener(writeListener);
  }

  void flush() {
    setFact(HAS_UNFLUSHED, false);
    conversation.flushed();
    context.flush();
  }

  void pauseReading() {
    setFact(READING, false);
    context.channel().config().setAutoRead(false);
  }

  void resumeReading() {
    setFact(READING, true);
    context.channel().config().setAutoRead(true);
  }

  /** What the core had not read it never will; a peer that stays gets a while to close. */
  void beginToEnd() {
    setFact(ENDING, true);
    conversation.dropInput();
    setFact(HAS_PLAIN, false);
    noteReplies();
    linger =
        context
            .executor()
            .schedule(this::forceClosed, Service.LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }

  void shutOutput() {
    setFact(CAN_WRITE, false);
    if (tls == null) {
      shutSocketOutput();
    } else {
      // it may be closed already, by the peer's doing
      tls.closeOutbound().addListener(done -> shutSocketOutput());
    }
  }

  private void shutSocketOutput() {
    ((DuplexChannel) context.channel())
        .shutdownOutput()
        .addListener(
            done -> {
              setFact(done.isSuccess() ? OUTPUT_SHUT : BROKEN, true);
              runActions();
            });
  }

  /** Gives everything back; only the channel may take a little longer to be closed. */
  void close() {
    letGo();
    conversation.end(reason, byError);
  }

  private void letGo() {
    closed = true;
    if (linger != null) {
      linger.cancel(false);
    }
    if (arrived != null) {
      discard();
    }
    conversation.wire().close();
  }

  void await() {}
}
