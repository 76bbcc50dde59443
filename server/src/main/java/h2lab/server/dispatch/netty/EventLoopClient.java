package h2lab.server.dispatch.netty;

import static h2lab.server.dispatch.netty.EventLoopFact.BROKEN;
import static h2lab.server.dispatch.netty.EventLoopFact.BURST_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.CAN_WRITE;
import static h2lab.server.dispatch.netty.EventLoopFact.ENDING;
import static h2lab.server.dispatch.netty.EventLoopFact.HANDSHAKE_OVER;
import static h2lab.server.dispatch.netty.EventLoopFact.HAS_READ;
import static h2lab.server.dispatch.netty.EventLoopFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.netty.EventLoopFact.PEER_CLOSED;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.DeadlineWatch;
import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.Evictable;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Service;
import h2lab.server.http2.ErrorCode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import javax.net.ssl.SSLException;

/**
 * One client of the event-loop library. What the library calls adds facts, as does what others want
 * of the client; the table {@link EventLoopAction} decides what is done about them.
 *
 * <p>One write is under way at a time, and replies meanwhile fill one buffer; then reading stops.
 * So a peer that never reads costs two buffers: the library's own measure, writability, counts
 * octets, and tiny replies in large buffers would escape it.
 */
final class EventLoopClient implements Evictable {
  private final EventLoopConversation conversation;
  private final ClientPipeline pipeline;
  private final Service service;
  private final Departure departure;
  private final FactSet<EventLoopFact> facts;
  private final EventLoopMoves moves;
  private final DeadlineWatch deadlines;
  private boolean running;

  /**
   * @param conversation just begun
   */
  EventLoopClient(EventLoopConversation conversation, ClientPipeline pipeline, Service service) {
    this.conversation = conversation;
    this.pipeline = pipeline;
    this.service = service;
    departure = conversation.protocol().departure();
    facts = new FactSet<>(EventLoopAction.TABLE.first(pipeline.isEncrypted()));
    moves = new EventLoopMoves(this, conversation, pipeline, facts);
    deadlines = conversation.protocol().watch(System.nanoTime());
  }

  /** The steps taken so far. */
  long steps() {
    return conversation.protocol().trace().step();
  }

  /** Octets came, of which there may be more; they are ours from now on. */
  void arrived(ByteBuf octets) {
    if (moves.isClosed()) {
      octets.release();
      return;
    }
    if (facts.has(BURST_OVER)) {
      facts.remove(BURST_OVER);
      conversation.protocol().time(System.nanoTime());
    }
    conversation.keep(octets);
    facts.add(HAS_READ);
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
    if (conversation.isHandshaking() && !facts.has(HANDSHAKE_OVER)) {
      noteFailure(new IOException("peer closed during the TLS handshake"));
    }
    runActions();
  }

  /** The socket or TLS failed. */
  void failed(Throwable cause) {
    noteFailure(cause);
    runActions();
  }

  void channelClosed() {
    facts.add(BROKEN);
    runActions();
  }

  /** The library is done with the write under way. */
  void writeDone(ChannelFuture written) {
    if (written.isSuccess()) {
      moves.written();
    } else {
      noteFailure(written.cause());
    }
    runActions();
  }

  /** The others have had their turn. */
  void canWrite() {
    facts.add(CAN_WRITE);
    runActions();
  }

  private void noteFailure(Throwable cause) {
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

  /** Whether a deadline has passed; {@link #evict} is due then. */
  boolean isOverdue(long nowNanos) {
    return !isEnding() && deadlines.look(nowNanos) != null;
  }

  /** Ends a client that is overdue. */
  void evict(long nowNanos) {
    Deadline passed = isEnding() ? null : deadlines.look(nowNanos);
    if (passed != null) {
      evict(conversation.protocol().verdict(passed), deadlines.reason(passed));
    }
  }

  private boolean isEnding() {
    return moves.isClosed() || facts.has(ENDING);
  }

  @Override
  public void drain(String why) {
    if (isEnding() || conversation.protocol().isDraining()) {
      return;
    }
    if (conversation.isHandshaking()) {
      departure.because(why);
      facts.add(BROKEN); // in the middle of a handshake nothing can be said
    } else {
      conversation.drain(why);
      moves.noteReplies();
      if (conversation.protocol().isDraining()) {
        pipeline.after(Service.STOP_GRACE, () -> end(ErrorCode.NO_ERROR, why));
      }
    }
    runActions();
  }

  @Override
  public void end(ErrorCode code, String why) {
    if (!isEnding()) {
      conversation.end(code, why);
      moves.noteReplies();
      runActions();
    }
  }

  @Override
  public void breakOff(String why) {
    departure.byError(why);
    facts.add(BROKEN);
    runActions();
  }

  /** Ends a client that was told to go and does not, whatever it does. */
  void giveUp() {
    facts.add(facts.has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN);
    runActions();
  }

  /** Runs actions until none but waiting is left. What they cause comes back as facts only. */
  void runActions() {
    if (running || moves.isClosed()) {
      return;
    }
    running = true;
    moves.beginTurn();
    EventLoopAction action;
    do {
      action = EventLoopAction.TABLE.next(facts.bits());
      conversation.protocol().trace().selected(facts.bits(), action.ordinal());
      try {
        action.run(moves);
      } catch (RuntimeException e) {
        endByOurFault(e);
      }
    } while (!action.waits() && !moves.isClosed());
    running = false;
  }

  private void endByOurFault(RuntimeException fault) {
    if (moves.isClosed()) {
      service.fault(conversation.protocol().trace(), fault); // of a hook that was told so
    } else {
      moves.closeFaulty(fault);
    }
  }
}
