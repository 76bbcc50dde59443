package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The streams of one connection: which are idle, open and closed, the windows both ways, and the
 * responses that wait for a window (RFC 9113 sections 5.1, 5.2 and 6.9).
 *
 * <p>A request that can be answered as it arrives leaves no trace here but the highest stream id,
 * so the usual case touches no map and allocates nothing.
 */
final class RequestStreams {
  /** Streams a client may have open at once, which our SETTINGS announce. */
  static final int MAX_CONCURRENT = 1_000;

  private static final int REPLENISH_AT = Window.INITIAL / 2;

  private static final class OpenStream {
    final Window window;
    StreamState state = StreamState.OPEN;
    int unsentFrom;
    int receivedOctets;

    OpenStream(int windowOctets) {
      window = new Window(windowOctets);
    }

    boolean waits() {
      return state == StreamState.HALF_CLOSED_REMOTE && unsentFrom < HelloResponse.BODY_LENGTH;
    }
  }

  private final ReplyFrames replies;
  private final Map<Integer, OpenStream> open = new LinkedHashMap<>();
  private final Window connectionWindow = new Window(Window.INITIAL);
  private int initialWindowOctets = Window.INITIAL;
  private int receivedOctets;
  private int lastStreamId;
  private int waiting;
  private boolean widened;
  private long requests;

  RequestStreams(ReplyFrames replies) {
    this.replies = replies;
  }

  /** The highest stream id the client has used; 0 before the first. */
  int lastStreamId() {
    return lastStreamId;
  }

  /** Requests whose end was received. */
  long requests() {
    return requests;
  }

  /** Whether responses wait for windows. */
  boolean responsesWait() {
    return waiting > 0;
  }

  /** Whether a stream id opens a stream that may be answered at once, the usual case. */
  boolean answersAtOnce(int streamId) {
    return streamId > lastStreamId
        && (streamId & 1) == 1
        && waiting == 0
        && connectionWindow.octets() >= HelloResponse.BODY_LENGTH
        && initialWindowOctets >= HelloResponse.BODY_LENGTH;
  }

  /** Opens, answers and closes a stream for which {@link #answersAtOnce} holds. */
  void answerAtOnce(ByteBuffer out, int streamId) {
    lastStreamId = streamId;
    requests++;
    connectionWindow.take(HelloResponse.BODY_LENGTH);
    replies.hello(out, streamId);
  }

  StreamState state(int streamId) {
    OpenStream stream = open.get(streamId);
    if (stream != null) {
      return stream.state;
    }
    return streamId > lastStreamId ? StreamState.IDLE : StreamState.CLOSED;
  }

  /** Opens the stream of a request that has not ended yet; false if there are too many. */
  boolean open(int streamId) {
    lastStreamId = streamId;
    if (open.size() >= MAX_CONCURRENT) {
      return false;
    }
    open.put(streamId, new OpenStream(initialWindowOctets));
    return true;
  }

  /** The request on an open stream has ended: answers it as far as the windows allow. */
  void end(ByteBuffer out, int streamId) {
    OpenStream stream = open.get(streamId);
    stream.state = stream.state.on(Input.DATA_END_STREAM).next();
    requests++;
    waiting++;
    replies.helloHeaders(out, streamId);
    if (send(out, streamId, stream)) {
      open.remove(streamId);
    }
  }

  /** Forgets a stream that was reset by either side. */
  void close(int streamId) {
    OpenStream stream = open.remove(streamId);
    if (stream != null && stream.waits()) {
      waiting--;
    }
  }

  /**
   * Counts received DATA and gives the client new window once half of one is used up.
   *
   * @param octets of the payload, padding included (6.9.1)
   * @param last no more will come on this stream, so that it needs no new window
   * @return false if the client sent more than its window on the connection or the stream allowed
   */
  boolean receive(ByteBuffer out, int streamId, int octets, boolean last) {
    receivedOctets += octets;
    if (receivedOctets > Window.INITIAL) {
      return false;
    }
    if (receivedOctets >= REPLENISH_AT) {
      replies.windowUpdate(out, 0, receivedOctets);
      receivedOctets = 0;
    }
    OpenStream stream = open.get(streamId);
    if (stream == null || stream.state != StreamState.OPEN) {
      return true;
    }
    stream.receivedOctets += octets;
    boolean allowed = stream.receivedOctets <= Window.INITIAL;
    if (allowed && !last && stream.receivedOctets >= REPLENISH_AT) {
      replies.windowUpdate(out, streamId, stream.receivedOctets);
      stream.receivedOctets = 0;
    }
    return allowed;
  }

  /**
   * Widens the window of the connection (stream 0) or of a stream; one that is closed is ignored.
   *
   * @return false if it would exceed 2^31-1
   */
  boolean widen(int streamId, int increment) {
    widened = true;
    if (streamId == 0) {
      return connectionWindow.add(increment);
    }
    OpenStream stream = open.get(streamId);
    return stream == null || stream.window.add(increment);
  }

  /**
   * Applies SETTINGS_INITIAL_WINDOW_SIZE to all streams (6.9.2).
   *
   * @return false if a window would exceed 2^31-1
   */
  boolean initialWindow(int octets) {
    int change = octets - initialWindowOctets;
    initialWindowOctets = octets;
    widened = true;
    boolean fits = true;
    for (OpenStream stream : open.values()) {
      fits &= stream.window.add(change);
    }
    return fits;
  }

  /**
   * Sends what waits and what the windows allow, oldest stream first. Costs nothing unless a window
   * was widened since.
   *
   * @return false if it stopped for lack of room
   */
  boolean sendWaiting(ByteBuffer out) {
    if (!widened) {
      return true;
    }
    Iterator<Map.Entry<Integer, OpenStream>> streams = open.entrySet().iterator();
    while (waiting > 0 && connectionWindow.octets() > 0 && streams.hasNext()) {
      Map.Entry<Integer, OpenStream> stream = streams.next();
      if (!stream.getValue().waits()) {
        continue;
      }
      if (out.remaining() < ReplyFrames.ROOM) {
        return false;
      }
      if (send(out, stream.getKey(), stream.getValue())) {
        streams.remove();
      }
    }
    widened = false;
    return true;
  }

  /** Sends as much of the body as the windows allow; true if that was the end of it. */
  private boolean send(ByteBuffer out, int streamId, OpenStream stream) {
    int unsent = HelloResponse.BODY_LENGTH - stream.unsentFrom;
    int allowed = Math.min(connectionWindow.octets(), stream.window.octets());
    int length = Math.min(unsent, allowed);
    if (length <= 0) {
      return false;
    }
    replies.helloData(out, streamId, stream.unsentFrom, length);
    connectionWindow.take(length);
    stream.window.take(length);
    stream.unsentFrom += length;
    if (length < unsent) {
      return false;
    }
    stream.state = stream.state.on(Input.ANSWERED).next();
    waiting--;
    return true;
  }
}
