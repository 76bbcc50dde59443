package h2lab.server.dispatch.poll;

import static h2lab.server.dispatch.poll.ClientFact.BROKEN;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_PORT;
import static h2lab.server.dispatch.poll.ClientFact.CAN_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.ENDING;
import static h2lab.server.dispatch.poll.ClientFact.HAS_DATA_TO_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.poll.ClientFact.PEER_CLOSED;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.DeadlineWatch;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.Evictable;
import h2lab.server.dispatch.FactSet;
import h2lab.server.http2.ErrorCode;
import java.io.IOException;

/**
 * A client of the poll loop: its conversation and the facts true of it. What others want of it adds
 * facts, and the table {@link Action} decides what is done about them.
 */
public final class Client implements Evictable {
  private final Conversation conversation;
  private final Departure departure;
  private final FactSet<ClientFact> facts;
  private final ClientMoves moves;
  private final DeadlineWatch deadlines;

  /**
   * @param conversation just begun
   * @param nowNanos as {@link System#nanoTime}
   */
  public Client(Conversation conversation, long nowNanos) {
    this.conversation = conversation;
    departure = conversation.protocol().departure();
    facts = new FactSet<>(Action.TABLE.first(conversation.isEncrypted()));
    moves = new ClientMoves(conversation, facts);
    deadlines = conversation.protocol().watch(nowNanos);
  }

  /** The facts that hold, as bits of {@link ClientFact}. */
  public int facts() {
    return facts.bits();
  }

  public boolean has(ClientFact fact) {
    return facts.has(fact);
  }

  /** Requests received whole so far. */
  long requests() {
    return conversation.protocol().requests();
  }

  /** Whether this client is gone. */
  public boolean isClosed() {
    return moves.isClosed();
  }

  /** Whether a poller should tell when octets come in. */
  public boolean awaitsInput() {
    return !has(CAN_READ_PORT) && !has(PEER_CLOSED);
  }

  /** Whether a poller should tell when octets can go out. */
  public boolean awaitsRoom() {
    return has(HAS_DATA_TO_WRITE) && !has(CAN_WRITE);
  }

  /** Tells what time it is; as often as somebody looked, at most. */
  public void time(long nowNanos) {
    conversation.protocol().time(nowNanos);
  }

  /** Adds what a poller found, and runs actions until none but waiting is left. */
  public void ready(boolean readable, boolean writable) {
    note(readable, writable);
    runActions();
  }

  /** Adds what a poller found. */
  public void note(boolean readable, boolean writable) {
    moves.beginTurn();
    if (readable) {
      facts.add(CAN_READ_PORT);
    }
    if (writable) {
      facts.add(CAN_WRITE);
    }
  }

  /** Runs actions until none but waiting is left, or the client is gone. */
  public void runActions() {
    Action action;
    do {
      action = step();
    } while (!action.waits() && !isClosed());
  }

  /**
   * Runs the next action, for whom wants to look in between; the client must not be closed.
   *
   * @return the action that was run
   */
  public Action step() {
    Action action = Action.TABLE.next(facts.bits());
    conversation.trace().selected(facts.bits(), action.ordinal());
    try {
      action.run(moves);
    } catch (IOException e) {
      departure.byError(e);
      facts.add(BROKEN);
    } catch (RuntimeException e) {
      moves.closeFaulty(e);
    }
    return action;
  }

  /** Whether the client has been asked to go and has something under way yet. */
  boolean isDraining() {
    return conversation.protocol().isDraining();
  }

  /** Whether a deadline has passed; {@link #evict} is due then. */
  boolean isOverdue(long nowNanos) {
    return !has(ENDING) && deadlines.look(nowNanos) != null;
  }

  /** Ends a client that is overdue, unless there is room after all for what it did not take. */
  void evict(long nowNanos) {
    if (awaitsRoom()) {
      ready(false, true); // the kernel tells of room late: when a third of its buffer is free
    }
    Deadline passed = isClosed() || has(ENDING) ? null : deadlines.look(nowNanos);
    if (passed != null) {
      evict(conversation.protocol().verdict(passed), deadlines.reason(passed));
    }
  }

  @Override
  public void drain(String why) {
    if (isClosed() || has(ENDING) || isDraining()) {
      return;
    }
    if (conversation.isHandshaking()) {
      departure.because(why);
      facts.add(BROKEN); // in the middle of a handshake nothing can be said
    } else {
      conversation.drain(why);
      moves.noteReplies();
    }
    runActions();
  }

  @Override
  public void end(ErrorCode code, String why) {
    if (isClosed() || has(ENDING)) {
      return;
    }
    conversation.end(code, why);
    moves.noteReplies();
    runActions();
  }

  /** The client was asked to go and had time for what was under way. */
  void endDraining() {
    end(ErrorCode.NO_ERROR, departure.reason());
  }

  @Override
  public void breakOff(String why) {
    if (isClosed()) {
      return;
    }
    departure.byError(why);
    facts.add(BROKEN);
    runActions();
  }

  /** Ends a client that does not take what is left for it, or does not go. */
  public void giveUp() {
    facts.add(has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN);
    runActions();
  }

  /** Closes the client as it is. */
  void close() {
    moves.close();
  }
}
