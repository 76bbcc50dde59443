package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.MarkedFact.set;
import static h2lab.server.dispatch.TableAction.When.ALWAYS;
import static h2lab.server.dispatch.TableAction.When.when;
import static h2lab.server.dispatch.blocking.BlockingFact.BROKEN;
import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.ActionTable;
import h2lab.server.dispatch.TableAction;
import h2lab.tracing.ActionEffect;
import h2lab.tracing.Course;
import h2lab.tracing.FlowPoint;
import java.io.IOException;

/**
 * The action table of a thread that blocks on its client. The first row that holds is next: answer
 * all that one read brought before the next read.
 */
enum BlockingAction implements TableAction<BlockingMoves, IOException> {
  ABANDON(
      when(BROKEN),
      BlockingMoves::close,
      "close without another word",
      ActionEffect.of(Course.ENDS)),
  HANDSHAKE(
      when(HANDSHAKE_PENDING).unless(PEER_CLOSED, ENDING),
      BlockingMoves::handshake,
      "take the TLS handshake to its end",
      Effects.READ.removes(set(HANDSHAKE_PENDING))),
  RESPOND(
      when(HAS_REPLIES),
      BlockingMoves::respond,
      "encrypt and write all replies",
      ActionEffect.of(Course.SPEAKS)
          .removes(set(HAS_REPLIES))
          .mayAdd(set(BROKEN))
          .moves(
              FlowPoint.TO_ENCRYPT, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT, FlowPoint.DISCARDED)),
  BEGIN_TO_END(
      when(PEER_CLOSED).unless(ENDING),
      BlockingMoves::beginToEnd,
      "all the peer ever sent is handled",
      ActionEffect.of(Course.PROCEEDS).adds(set(ENDING))),
  SHUT_OUTPUT(
      when(ENDING).unless(OUTPUT_SHUT),
      BlockingMoves::shutOutput,
      "tell the peer that nothing more comes",
      ActionEffect.of(Course.SPEAKS)
          .adds(set(OUTPUT_SHUT))
          .mayAdd(set(BROKEN))
          .mayRemove(set(HAS_REPLIES))
          .moves(
              FlowPoint.TO_ENCRYPT, FlowPoint.TLS_OUTPUT, FlowPoint.PEER_OUT, FlowPoint.DISCARDED)),
  CLOSE(
      when(OUTPUT_SHUT, PEER_CLOSED), BlockingMoves::close, "close", ActionEffect.of(Course.ENDS)),
  DISCARD_INPUT(
      when(OUTPUT_SHUT),
      BlockingMoves::discardInput,
      "drop what comes too late, lest closing resets what the peer has not read",
      ActionEffect.of(Course.WAITS)
          .mayAdd(set(PEER_CLOSED, BROKEN))
          .moves(FlowPoint.PEER_IN, FlowPoint.DISCARDED)),
  READ_PREFACE(
      when(PREFACE_PENDING),
      BlockingMoves::read,
      "read the client preface",
      Effects.READ.mayRemove(set(PREFACE_PENDING))),
  READ_FRAMES(ALWAYS, BlockingMoves::read, "read frames and collect the replies", Effects.READ);

  /** What several actions have in common to change. */
  private static final class Effects {
    /** Octets may go through all of the flow until there are enough, or the client is gone. */
    static final ActionEffect READ =
        ActionEffect.of(Course.WAITS)
            .mayAdd(set(HAS_REPLIES, PEER_CLOSED, ENDING, BROKEN))
            .mayRemove(set(HAS_REPLIES))
            .moves(
                FlowPoint.PEER_IN,
                FlowPoint.TO_DECRYPT,
                FlowPoint.DECRYPTED,
                FlowPoint.REPLIES,
                FlowPoint.TO_ENCRYPT,
                FlowPoint.TLS_OUTPUT,
                FlowPoint.PEER_OUT,
                FlowPoint.DISCARDED);
  }

  /** Decides which is next. */
  static final ActionTable<BlockingAction> TABLE =
      new ActionTable<>(BlockingFact.values(), values());

  private final Row<BlockingMoves, IOException> row;

  BlockingAction(
      When when, Step<BlockingMoves, IOException> step, String means, ActionEffect effect) {
    row = new Row<>(when, step, means, effect);
  }

  @Override
  public Row<BlockingMoves, IOException> row() {
    return row;
  }
}
