package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.netty.EventLoopFact.BROKEN;
import static h2lab.server.dispatch.netty.EventLoopFact.CAN_WRITE;
import static h2lab.server.dispatch.netty.EventLoopFact.ENDING;
import static h2lab.server.dispatch.netty.EventLoopFact.HANDSHAKE_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_PLAIN;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_READ;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLIES;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_REPLY_ROOM;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_UNFLUSHED;
import static h2lab.server.dispatch.netty.EventLoopFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.netty.EventLoopFact.READING;

import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.Turn;
import h2lab.server.http2.Received;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * What the actions of {@link EventLoopAction} do to a client, and the facts that this changes. What
 * the library makes of it later comes back to the client as a call.
 */
final class EventLoopMoves {
  private final EventLoopClient client;
  private final EventLoopConversation conversation;
  private final ClientPipeline pipeline;
  private final FactSet<EventLoopFact> facts;
  private final Departure departure;
  private final Turn turn = new Turn();
  private Future<?> linger;
  private int underWay;
  private boolean closed;

  /**
   * @param facts those of the client
   */
  EventLoopMoves(
      EventLoopClient client,
      EventLoopConversation conversation,
      ClientPipeline pipeline,
      FactSet<EventLoopFact> facts) {
    this.client = client;
    this.conversation = conversation;
    this.pipeline = pipeline;
    this.facts = facts;
    departure = conversation.protocol().departure();
  }

  /** Whether the client is gone. */
  boolean isClosed() {
    return closed;
  }

  void noteHandshake() {
    facts.remove(HANDSHAKE_OVER);
    conversation.handshakeDone(pipeline.agreement());
  }

  void read() {
    conversation.takeIn();
    facts.remove(HAS_READ);
    facts.add(HAS_PLAIN);
  }

  void discard() {
    conversation.dropArrived();
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
  }

  /** The protocol has said something, or what it said was taken. */
  void noteReplies() {
    if (conversation.protocol().isOver() && !facts.has(ENDING)) {
      beginToEnd();
    }
    facts.set(HAS_REPLIES, conversation.hasReplies());
    facts.set(HAS_REPLY_ROOM, conversation.hasReplyRoom());
  }

  /** The library has come to this client: it may write again. */
  void beginTurn() {
    turn.begin();
  }

  /** The write under way has ended; if that was enough for now, the next waits for the others. */
  void written() {
    if (turn.isOverAfter(underWay)) {
      pipeline.after(Duration.ZERO, client::canWrite);
    } else {
      facts.add(CAN_WRITE);
    }
  }

  void write() {
    ByteBuf replies = conversation.takeReplies();
    underWay = replies.readableBytes();
    noteReplies();
    facts.remove(CAN_WRITE);
    facts.add(HAS_UNFLUSHED);
    pipeline.write(replies, client::writeDone);
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
    linger = pipeline.after(Service.LINGER, client::giveUp);
  }

  void shutOutput() {
    facts.remove(CAN_WRITE);
    pipeline.shutOutput(
        done -> {
          facts.add(done.isSuccess() ? OUTPUT_SHUT : BROKEN);
          client.runActions();
        });
  }

  /** Gives everything back; only the channel may take a little longer to be closed. */
  void close() {
    letGo();
    conversation.close();
  }

  /** As {@link #close}, for a fault of ours. */
  void closeFaulty(RuntimeException fault) {
    letGo();
    conversation.closeFaulty(fault);
  }

  private void letGo() {
    closed = true;
    if (linger != null) {
      linger.cancel(false);
    }
    pipeline.close();
  }

  void await() {}
}
