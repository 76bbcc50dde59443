package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;

import h2lab.server.deadline.Deadline;
import h2lab.server.deadline.DeadlineWatch;
import h2lab.server.deadline.Verdict;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.Evictable;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.http2.ErrorCode;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One client of a thread that blocks on it: {@link #serve} talks until it is gone.
 *
 * <p>What others want of the client they do in threads of their own, while its thread waits for
 * input: only what is to be said, since the buffer that is read into must stay. Whoever touches the
 * client has its turn then, see {@link TurnChannel}.
 */
final class BlockingClient implements Evictable {
  private final ReentrantLock turn = new ReentrantLock();
  private final TurnChannel channel;
  private final ThreadFactory threads;
  private final Conversation conversation;
  private final Departure departure;
  private final Watchdog watchdog;
  private final Consumer<BlockingClient> gone;
  private final FactSet<BlockingFact> facts;
  private final BlockingMoves moves;
  private final DeadlineWatch deadlines;
  private Future<?> patience;

  /**
   * @param gone told when this client is served to its end
   */
  BlockingClient(
      Entrance.Arrival peer, Service service, Watchdog watchdog, Consumer<BlockingClient> gone)
      throws IOException {
    this(
        peer.channel(),
        peer.threads(),
        turns ->
            peer.channel() instanceof SocketChannel socket
                ? service.begin(socket, turns, BlockingAction.TABLE.vocabulary())
                : service.begin(turns, peer.address(), BlockingAction.TABLE.vocabulary()),
        watchdog,
        gone);
  }

  /** How a conversation begins over the channel of a client. */
  interface Beginning {
    Conversation over(ByteChannel channel) throws IOException;
  }

  /**
   * A client over any channel.
   *
   * @param peer whose reads and writes wait
   * @param threads for what others want of the client
   */
  BlockingClient(
      ByteChannel peer,
      ThreadFactory threads,
      Beginning begins,
      Watchdog watchdog,
      Consumer<BlockingClient> gone)
      throws IOException {
    this.threads = threads;
    this.watchdog = watchdog;
    this.gone = gone;
    channel = new TurnChannel(peer, turn);
    conversation = begins.over(channel);
    departure = conversation.protocol().departure();
    facts = new FactSet<>(BlockingAction.TABLE.first(conversation.isEncrypted()));
    moves = new BlockingMoves(conversation, facts, this::linger);
    deadlines = conversation.protocol().watch(System.nanoTime());
  }

  /** Steps taken so far. */
  long steps() {
    return conversation.trace().step();
  }

  /** Runs actions until the client is gone. */
  void serve() {
    turn.lock();
    try {
      while (!moves.isClosed()) {
        run(BlockingAction.TABLE.next(facts.bits()));
      }
      beImpatient(null);
    } finally {
      turn.unlock();
    }
    gone.accept(this);
  }

  private void run(BlockingAction action) {
    conversation.trace().selected(facts.bits(), action.ordinal());
    try {
      action.run(moves);
    } catch (IOException e) {
      departure.byError(e);
      facts.add(BROKEN);
    } catch (RuntimeException e) {
      conversation.protocol().fault(e);
      facts.add(BROKEN);
    }
  }

  /** Serves this client in a thread of its own. */
  void serveIn(StartedThreads started) {
    started.start(threads, this::serve);
  }

  /** Does something that may wait for this client, in a thread for that. */
  void speakLater(Runnable what) {
    watchdog.speak(threads, what);
  }

  /** Says what is to be said; the rest is left to the client's thread. */
  private void speak() {
    BlockingAction action;
    while ((action = BlockingAction.TABLE.next(facts.bits())).speaks()) {
      run(action);
    }
    if (facts.has(BROKEN)) {
      forceClosed();
    }
  }

  /**
   * Looks whether the client keeps its deadlines; in the thread of the watchdog, which must not
   * wait.
   */
  void look(long nowNanos) {
    if (turn.tryLock()) {
      try {
        Deadline passed = isEnding() ? null : deadlines.look(nowNanos);
        if (passed != null) {
          Verdict verdict = conversation.protocol().verdict(passed);
          speakLater(() -> evict(verdict, deadlines.reason(passed)));
        }
      } finally {
        turn.unlock();
      }
    } else if (deadlines.passes(
        Deadline.WRITE, channel.writes(), channel.octetsWritten(), nowNanos)) {
      breakOff(deadlines.reason(Deadline.WRITE));
    }
  }

  private boolean isEnding() {
    return moves.isClosed() || facts.has(ENDING);
  }

  @Override
  public void drain(String why) {
    turn.lock();
    try {
      if (isEnding() || conversation.protocol().isDraining()) {
        return;
      }
      if (conversation.isHandshaking()) {
        departure.because(why);
        forceClosed(); // in the middle of a handshake nothing can be said
        return;
      }
      beImpatient(
          watchdog.after(Service.STOP_GRACE, () -> speakLater(() -> end(ErrorCode.NO_ERROR, why))));
      conversation.drain(why);
      moves.noteReplies();
      speak();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void end(ErrorCode code, String why) {
    turn.lock();
    try {
      if (!isEnding()) {
        conversation.end(code, why);
        moves.noteReplies();
        speak();
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void breakOff(String why) {
    departure.byError(why);
    forceClosed();
  }

  /** The client is ending: it has a while to take what is left for it, and to close. */
  private void linger() {
    beImpatient(watchdog.after(Service.LINGER, this::forceClosed));
  }

  private void beImpatient(Future<?> end) {
    if (patience != null) {
      patience.cancel(false);
    }
    patience = end;
  }

  /** From any thread: whoever waits for the client waits no more, and it is abandoned. */
  private void forceClosed() {
    try {
      channel.close();
    } catch (IOException e) {
      // closed is closed
    }
  }
}
