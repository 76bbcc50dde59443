package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends responses as far as the client's windows and the room allow (RFC 9113 sections 5.2 and
 * 6.9): of those that can send, each in turn sends one frame.
 */
final class Responses {
  /** Kept behind a DATA frame for what its end makes us say: two WINDOW_UPDATE, one RST_STREAM. */
  private static final int AFTER_DATA = 64;

  private final ReplyFrames replies;
  private final Streams streams;
  private final Uploads uploads;
  private final Deque<ServerStream> canSend = new ArrayDeque<>();
  private final Window connectionWindow = new Window(Window.INITIAL);
  private int initialWindowOctets = Window.INITIAL;
  private long dataFrames;
  private long dataOctets;

  Responses(ReplyFrames replies, Streams streams, Uploads uploads) {
    this.replies = replies;
    this.streams = streams;
    this.uploads = uploads;
  }

  /** Octets of DATA sent. */
  long dataOctets() {
    return dataOctets;
  }

  /** DATA frames sent. */
  long dataFrames() {
    return dataFrames;
  }

  /** Send window of a new stream, in octets. */
  int initialWindowOctets() {
    return initialWindowOctets;
  }

  /**
   * How many prebuilt answers the windows and the room allow, each on a new stream.
   *
   * @param room octets
   */
  int hellosAllowed(int room) {
    if (initialWindowOctets < HelloResponse.BODY_LENGTH || room < ReplyFrames.ROOM) {
      return 0;
    }
    int byWindow = Math.max(0, connectionWindow.octets()) / HelloResponse.BODY_LENGTH;
    return Math.min(byWindow, (room - ReplyFrames.ROOM) / HelloResponse.LENGTH + 1);
  }

  /** So many were sent, on streams that opened and closed with them. */
  void hellosSent(int count) {
    int octets = count * HelloResponse.BODY_LENGTH;
    connectionWindow.take(octets);
    dataFrames += count;
    dataOctets += octets;
  }

  /** Begins the answer to a stream's request: its header section; the content waits its turn. */
  void begin(ByteBuffer out, ServerStream stream) {
    Answer answer = stream.request.answer();
    stream.content = content(stream, answer);
    if (stream.state == StreamState.HALF_CLOSED_REMOTE) {
      requestEnded(stream);
    }
    boolean ends = stream.content.endsWith(0);
    replies.headers(out, stream.id, answer, contentLength(stream), ends);
    if (ends) {
      answered(out, stream);
    } else {
      enqueue(stream);
    }
  }

  /** An echo that has begun has nothing more to come. */
  void requestEnded(ServerStream stream) {
    if (stream.content instanceof Content.Echo echo) {
      echo.end();
    }
    enqueue(stream);
  }

  private static Content content(ServerStream stream, Answer answer) {
    return switch (answer.content()) {
      case HELLO -> new Content.Whole(Answer.HELLO_WORLD);
      case OCTETS -> new Content.Pattern(answer.octets());
      case ECHO -> new Content.Echo();
      case COUNT ->
          new Content.Whole(Answer.count(stream.contentOctets, stream.checksum.getValue()));
      case COMPLAINT -> new Content.Whole(answer.line());
      case NONE -> new Content.Whole("");
    };
  }

  private static long contentLength(ServerStream stream) {
    boolean echoes = stream.request.answer().content() == Answer.Content.ECHO;
    return echoes ? stream.request.contentLength() : stream.request.answer().octets();
  }

  /** The stream may have something to send; costs nothing if it has not. */
  void enqueue(ServerStream stream) {
    if (stream.queued || !stream.waits()) {
      return;
    }
    stream.queued = true;
    if (stream.content.endsWith(0)) {
      canSend.addFirst(stream); // no window holds back a frame without content (6.9.1)
    } else {
      canSend.addLast(stream);
    }
  }

  /**
   * Sends what waits and what the windows allow.
   *
   * @return false if it stopped for lack of room
   */
  boolean send(ByteBuffer out) {
    while (!canSend.isEmpty()) {
      if (out.remaining() < ReplyFrames.ROOM) {
        return false;
      }
      ServerStream stream = canSend.peek();
      if (connectionWindow.octets() <= 0 && !stream.content.endsWith(0)) {
        return true;
      }
      canSend.remove();
      stream.queued = false;
      sendFrame(out, stream);
    }
    return true;
  }

  /** One frame of one stream, which is queued again if it could send more. */
  private void sendFrame(ByteBuffer out, ServerStream stream) {
    int window = Math.min(connectionWindow.octets(), stream.window.octets());
    int room = Math.min(out.remaining() - FrameHeader.LENGTH - AFTER_DATA, FrameHeader.MAX_PAYLOAD);
    int octets = stream.content.ready(Math.max(0, Math.min(window, room)));
    boolean ends = stream.content.endsWith(octets);
    if (octets == 0 && !ends) {
      return; // for lack of window; its widening queues the stream again
    }
    replies.data(out, stream.id, stream.content, octets, ends);
    dataFrames++;
    dataOctets += octets;
    connectionWindow.take(octets);
    stream.window.take(octets);
    if (stream.content instanceof Content.Echo) {
      uploads.giveBack(out, stream, octets);
    }
    if (ends) {
      answered(out, stream);
    } else if (stream.window.octets() > 0) {
      enqueue(stream);
    }
  }

  /** The whole response is written (8.1). */
  private void answered(ByteBuffer out, ServerStream stream) {
    stream.state = stream.state.on(Input.ANSWERED).next();
    forget(stream);
    if (stream.state == StreamState.RESET) {
      streams.noteReset(stream.id);
      replies.rstStream(out, stream.id, ErrorCode.NO_ERROR);
    }
  }

  /** The stream is closed: nothing more is sent on it. */
  void forget(ServerStream stream) {
    streams.remove(stream.id);
    if (stream.queued) {
      stream.queued = false;
      canSend.remove(stream);
    }
  }

  /** Whether a wider window of this stream, or of the connection (0), can be of use. */
  boolean canSendOn(int streamId) {
    return streamId == 0 || streams.get(streamId) != null;
  }

  /**
   * Widens the window of the connection (stream 0) or of a stream; one that is closed is ignored.
   *
   * @return false if it would exceed 2^31-1
   */
  boolean widen(int streamId, int increment) {
    if (streamId == 0) {
      return connectionWindow.add(increment);
    }
    ServerStream stream = streams.get(streamId);
    if (stream == null) {
      return true;
    }
    boolean fits = stream.window.add(increment);
    if (stream.window.octets() > 0) {
      enqueue(stream);
    }
    return fits;
  }

  /**
   * Applies SETTINGS_INITIAL_WINDOW_SIZE to all streams (6.9.2).
   *
   * @return false if a window would exceed 2^31-1
   */
  boolean initialWindow(int octets) {
    int change = octets - initialWindowOctets;
    initialWindowOctets = octets;
    boolean fits = true;
    for (ServerStream stream : streams.all()) {
      fits &= stream.window.add(change);
      if (stream.window.octets() > 0) {
        enqueue(stream);
      }
    }
    return fits;
  }

  /** Whether content waits for a window. */
  boolean anyWait() {
    return streams.all().stream().anyMatch(ServerStream::waits);
  }
}
