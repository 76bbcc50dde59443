package h2lab.server.http2;

import static h2lab.server.http2.ErrorCode.PROTOCOL_ERROR;
import static h2lab.server.http2.StreamState.Scope.CONNECTION;
import static h2lab.server.http2.StreamState.Scope.STREAM;

/**
 * The states of a stream that a client opened, and what each frame does there (RFC 9113 section
 * 5.1). A server without push never reserves streams; it answers at once or waits for windows, so
 * half-closed (local) does not occur.
 *
 * <pre>
 *  IDLE --HEADERS--> OPEN --END_STREAM--> HALF_CLOSED_REMOTE --answered--> CLOSED
 *    |                 +-------------RST_STREAM-----------+---------------->
 *    |                 +--answered early, an error of the stream--> RESET
 *    +------HEADERS with END_STREAM----------> HALF_CLOSED_REMOTE
 * </pre>
 */
enum StreamState {
  IDLE,
  OPEN,
  HALF_CLOSED_REMOTE,
  /** Closed by our RST_STREAM: what the client had under way is ignored for a while. */
  RESET,
  CLOSED;

  /** What can happen to a stream. */
  enum Input {
    HEADERS,
    HEADERS_END_STREAM,
    DATA,
    DATA_END_STREAM,
    RST_STREAM,
    WINDOW_UPDATE,
    PRIORITY,
    /** The whole response was written. */
    ANSWERED
  }

  /** Whom an error ends. */
  enum Scope {
    NONE,
    STREAM,
    CONNECTION
  }

  /** The outcome of an input: the next state, and the error if it is one. */
  record Transition(StreamState next, Scope scope, ErrorCode code) {}

  private static final Transition[][] TABLE =
      new Transition[StreamState.values().length][Input.values().length];

  static {
    // 5.1 idle: anything but HEADERS and PRIORITY is a connection error
    go(IDLE, Input.HEADERS, OPEN);
    go(IDLE, Input.HEADERS_END_STREAM, HALF_CLOSED_REMOTE);
    go(IDLE, Input.PRIORITY, IDLE);
    fail(IDLE, Input.DATA, CONNECTION, PROTOCOL_ERROR);
    fail(IDLE, Input.DATA_END_STREAM, CONNECTION, PROTOCOL_ERROR);
    fail(IDLE, Input.RST_STREAM, CONNECTION, PROTOCOL_ERROR);
    fail(IDLE, Input.WINDOW_UPDATE, CONNECTION, PROTOCOL_ERROR);

    // 8.1: a second HEADERS is trailers, and trailers end the stream
    fail(OPEN, Input.HEADERS, STREAM, PROTOCOL_ERROR);
    go(OPEN, Input.HEADERS_END_STREAM, HALF_CLOSED_REMOTE);
    go(OPEN, Input.DATA, OPEN);
    go(OPEN, Input.DATA_END_STREAM, HALF_CLOSED_REMOTE);
    go(OPEN, Input.RST_STREAM, CLOSED);
    go(OPEN, Input.WINDOW_UPDATE, OPEN);
    go(OPEN, Input.PRIORITY, OPEN);
    // 8.1: a response may end before its request, which then is asked for no longer
    go(OPEN, Input.ANSWERED, RESET);

    // 5.1 half-closed (remote): only WINDOW_UPDATE, PRIORITY and RST_STREAM may come
    fail(HALF_CLOSED_REMOTE, Input.HEADERS, STREAM, ErrorCode.STREAM_CLOSED);
    fail(HALF_CLOSED_REMOTE, Input.HEADERS_END_STREAM, STREAM, ErrorCode.STREAM_CLOSED);
    fail(HALF_CLOSED_REMOTE, Input.DATA, STREAM, ErrorCode.STREAM_CLOSED);
    fail(HALF_CLOSED_REMOTE, Input.DATA_END_STREAM, STREAM, ErrorCode.STREAM_CLOSED);
    go(HALF_CLOSED_REMOTE, Input.RST_STREAM, CLOSED);
    go(HALF_CLOSED_REMOTE, Input.WINDOW_UPDATE, HALF_CLOSED_REMOTE);
    go(HALF_CLOSED_REMOTE, Input.PRIORITY, HALF_CLOSED_REMOTE);
    go(HALF_CLOSED_REMOTE, Input.ANSWERED, CLOSED);

    // 5.1 closed: "an endpoint that sends RST_STREAM ... MUST ignore" what was under way
    for (Input input : Input.values()) {
      if (input != Input.ANSWERED) {
        go(RESET, input, RESET);
      }
    }

    // 5.1 closed: late WINDOW_UPDATE and RST_STREAM are ignored; HEADERS also breaks 5.1.1
    fail(CLOSED, Input.HEADERS, CONNECTION, ErrorCode.STREAM_CLOSED);
    fail(CLOSED, Input.HEADERS_END_STREAM, CONNECTION, ErrorCode.STREAM_CLOSED);
    fail(CLOSED, Input.DATA, STREAM, ErrorCode.STREAM_CLOSED);
    fail(CLOSED, Input.DATA_END_STREAM, STREAM, ErrorCode.STREAM_CLOSED);
    go(CLOSED, Input.RST_STREAM, CLOSED);
    go(CLOSED, Input.WINDOW_UPDATE, CLOSED);
    go(CLOSED, Input.PRIORITY, CLOSED);
  }

  private static void go(StreamState from, Input input, StreamState next) {
    TABLE[from.ordinal()][input.ordinal()] = new Transition(next, Scope.NONE, ErrorCode.NO_ERROR);
  }

  private static void fail(StreamState from, Input input, Scope scope, ErrorCode code) {
    TABLE[from.ordinal()][input.ordinal()] = new Transition(RESET, scope, code);
  }

  /**
   * What {@code input} does in this state.
   *
   * @throws IllegalStateException if we answer where there is nothing to answer, our own mistake
   */
  Transition on(Input input) {
    Transition transition = TABLE[ordinal()][input.ordinal()];
    if (transition == null) {
      throw new IllegalStateException(input + " in state " + this);
    }
    return transition;
  }
}
