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

import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.Received;
import h2lab.tracing.ClientLife;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;

/**
 * One client of the event-loop library. What the library calls adds facts; the actions of {@link
 * EventLoopAction} are the methods that take nothing.
 *
 * <p>One write is under way at a time, and replies meanwhile fill one buffer; then reading stops.
 * So a peer that never reads costs two buffers: the library's own measure, writability, counts
 * octets, and tiny replies in large buffers would escape it.
 */
final class EventLoopClient {
  private final EventLoopConversation conversation;
  private final Departure departure;
  private final Service service;
  private final ClientPipeline pipeline;
  private final ChannelFutureListener writeListener = this::writeDone;
  private final FactSet<EventLoopFact> facts =
      new FactSet<>(HAS_REPLIES, HAS_REPLY_ROOM, BURST_OVER, CAN_WRITE, READING);
  private ByteBuf arrived;
  private Future<?> linger;
  private boolean tlsIsOpen;
  private boolean running;
  private boolean closed;

  /**
   * @param conversation just begun
   */
  EventLoopClient(EventLoopConversation conversation, ClientPipeline pipeline, Service service) {
    this.conversation = conversation;
    this.pipeline = pipeline;
    this.service = service;
    departure = conversation.protocol().departure();
  }

  /** Octets came, of which there may be more; they are ours from now on. */
  void arrived(ByteBuf octets) {
    if (closed) {
      octets.release();
      return;
    }
    arrived = arrived == null ? octets : conversation.merge(arrived, octets);
    facts.add(HAS_READ);
    facts.remove(BURST_OVER);
    runActions();
  }

  /** No more octets for now. */
  void burstOver() {
    facts.add(BURST_OVER);
    runActions();
  }

  void handshakeOver() {
    facts.add(HANDSHAKE_OVER);
    runActions();
  }

  /** Nothing more comes from the peer. */
  void peerClosed() {
    facts.add(PEER_CLOSED);
    if (pipeline.isEncrypted() && !tlsIsOpen && !facts.has(HANDSHAKE_OVER)) {
      breakOff(new IOException("peer closed during the TLS handshake"));
    }
    runActions();
  }

  /** The socket or TLS failed. */
  void failed(Throwable cause) {
    breakOff(cause);
    runActions();
  }

  void channelClosed() {
    facts.add(BROKEN);
    runActions();
  }

  private void writeDone(ChannelFuture written) {
    if (written.isSuccess()) {
      facts.add(CAN_WRITE);
    } else {
      breakOff(written.cause());
    }
    runActions();
  }

  private void breakOff(Throwable cause) {
    if (facts.has(BROKEN)) {
      return; // the rest of what broke it
    }
    if (cause instanceof SSLException) {
      departure.byError("TLS: " + cause.getMessage());
    } else {
      departure.byError(cause);
    }
    facts.add(BROKEN);
  }

  /** Tells the client that the server ends, and takes no more requests of it. */
  void shutDown() {
    if (facts.has(ENDING) || closed) {
      return;
    }
    if (pipeline.isEncrypted() && !tlsIsOpen) {
      departure.because("server ends");
      facts.add(BROKEN); // in the middle of a handshake nothing can be said
    } else {
      conversation.shutDown("server ends");
      beginToEnd();
    }
    runActions();
  }

  /** Ends a client that was told to go and does not, whatever it does. */
  void forceClosed() {
    facts.add(facts.has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN);
    runActions();
  }

  /** Runs actions until none but waiting is left. What they cause comes back as facts only. */
  void runActions() {
    if (running || closed) {
      return;
    }
    running = true;
    EventLoopAction action;
    do {
      action = EventLoopAction.TABLE.next(facts.bits());
      conversation.protocol().trace().selected(facts.bits(), action.ordinal());
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
      service.fault(conversation.protocol().trace(), fault); // of a hook that was told so
    } else {
      letGo();
      conversation.endFaulty(fault);
    }
  }

  void noteHandshake() {
    facts.remove(HANDSHAKE_OVER);
    tlsIsOpen = true;
    conversation.protocol().trace().state(ClientLife.HANDSHAKEN, pipeline.agreement());
  }

  void read() {
    conversation.take(arrived);
    arrived = null;
    facts.remove(HAS_READ);
    facts.add(HAS_PLAIN);
  }

  void discard() {
    arrived.release();
    arrived = null;
    facts.remove(HAS_READ);
  }

  void processFrames() {
    Received received = conversation.process();
    noteReplies();
    switch (received) {
      case Received.NeedInput needInput -> facts.remove(HAS_PLAIN);
      case Received.NeedRoom needRoom -> facts.remove(HAS_REPLY_ROOM);
      default -> {}
    }
    if (conversation.protocol().isOver()) {
      beginToEnd();
    }
  }

  private void noteReplies() {
    facts.set(HAS_REPLIES, conversation.hasReplies());
    facts.set(HAS_REPLY_ROOM, conversation.hasReplyRoom());
  }

  void write() {
    ByteBuf replies = conversation.takeReplies();
    noteReplies();
    facts.remove(CAN_WRITE);
    facts.add(HAS_UNFLUSHED);
    pipeline.write(replies, writeListener);
  }

  void flush() {
    facts.remove(HAS_UNFLUSHED);
    conversation.flushed();
    pipeline.flush();
  }

  void pauseReading() {
    facts.remove(READING);
    pipeline.reading(false);
  }

  void resumeReading() {
    facts.add(READING);
    pipeline.reading(true);
  }

  /** What the core had not read it never will; a peer that stays gets a while to close. */
  void beginToEnd() {
    departure.because("peer closed");
    facts.add(ENDING);
    conversation.dropInput();
    facts.remove(HAS_PLAIN);
    noteReplies();
    linger = pipeline.after(Service.LINGER, this::forceClosed);
  }

  void shutOutput() {
    facts.remove(CAN_WRITE);
    pipeline.shutOutput(
        done -> {
          facts.add(done.isSuccess() ? OUTPUT_SHUT : BROKEN);
          runActions();
        });
  }

  /** Gives everything back; only the channel may take a little longer to be closed. */
  void close() {
    letGo();
    conversation.end();
  }

  private void letGo() {
    closed = true;
    if (linger != null) {
      linger.cancel(false);
    }
    if (arrived != null) {
      discard();
    }
    pipeline.close();
  }

  void await() {}
}
