package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import h2lab.server.http2.StreamState.Transition;
import java.nio.ByteBuffer;

/**
 * Applies the table of stream states and the budgets of nuisances, and does what an error asks for:
 * RST_STREAM or GOAWAY (RFC 9113 sections 5.1, 5.4 and 10.5).
 */
final class StreamRules {
  private final ReplyFrames replies;
  private final Streams streams;
  private final Uploads uploads;
  private final Responses responses;
  private final Budgets budgets;
  private final ConnectionEnd end;

  StreamRules(
      ReplyFrames replies,
      Streams streams,
      Uploads uploads,
      Responses responses,
      Budgets budgets,
      ConnectionEnd end) {
    this.replies = replies;
    this.streams = streams;
    this.uploads = uploads;
    this.responses = responses;
    this.budgets = budgets;
    this.end = end;
  }

  /**
   * Applies the table of stream states.
   *
   * @return null unless the input ends the connection; an error of the stream is answered here
   */
  Received judge(ByteBuffer out, int streamId, Input input) {
    StreamState state = streams.state(streamId);
    Transition transition = state.on(input);
    ServerStream stream = streams.get(streamId);
    if (stream != null) {
      stream.state = transition.next();
    }
    return switch (transition.scope()) {
      case NONE -> state == StreamState.RESET ? spend(out, Nuisance.NO_EFFECT) : null;
      case STREAM -> reset(out, streamId, transition.code());
      case CONNECTION -> end.now(out, transition.code(), input + " on a stream that is " + state);
    };
  }

  /**
   * An error that a frame is in any state of its stream: an idle one cannot be reset (6.4), so
   * there it ends the connection; one that we have reset is not reset again.
   */
  Received streamError(ByteBuffer out, int streamId, ErrorCode code) {
    return switch (streams.state(streamId)) {
      case IDLE -> end.now(out, code, "error on the idle stream " + streamId);
      case RESET -> spend(out, Nuisance.NO_EFFECT);
      case OPEN, HALF_CLOSED_REMOTE, CLOSED -> reset(out, streamId, code);
    };
  }

  /** Resets a stream for an error of the client (5.4.2). */
  Received reset(ByteBuffer out, int streamId, ErrorCode code) {
    close(out, streamId);
    streams.noteReset(streamId);
    replies.rstStream(out, streamId, code);
    return spend(out, Nuisance.RESET_BY_SERVER);
  }

  /** Forgets a stream and what it holds, if it is open. */
  void close(ByteBuffer out, int streamId) {
    ServerStream stream = streams.get(streamId);
    if (stream != null) {
      responses.forget(stream);
      uploads.giveBack(out, stream.content instanceof Content.Echo echo ? echo.held() : 0);
    }
  }

  /** Counts a nuisance; ends the connection of a client that overdraws a budget (10.5). */
  Received spend(ByteBuffer out, Nuisance nuisance) {
    return budgets.spend(nuisance)
        ? null
        : end.now(out, ErrorCode.ENHANCE_YOUR_CALM, "too many " + nuisance);
  }
}
