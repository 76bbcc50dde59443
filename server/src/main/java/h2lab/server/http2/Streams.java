package h2lab.server.http2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The streams of one connection: which are idle, open, reset and closed (RFC 9113 section 5.1).
 *
 * <p>A request that can be answered as it arrives leaves no trace here but the highest stream id,
 * so the usual case touches no map and allocates nothing.
 */
final class Streams {
  private static final int MOST_REMEMBERED = 128;

  private final int mostOpen;
  private final Map<Integer, ServerStream> open = new LinkedHashMap<>();

  /** The latest streams that we reset, on which frames may still be under way. */
  private final int[] reset = new int[MOST_REMEMBERED];

  private int resets;
  private int lastStreamId;
  private boolean closed;

  /**
   * @param mostOpen streams at once
   */
  Streams(int mostOpen) {
    this.mostOpen = mostOpen;
  }

  /** The highest stream id the client has used; 0 before the first. */
  int lastStreamId() {
    return lastStreamId;
  }

  boolean anyOpen() {
    return !open.isEmpty();
  }

  /** Whether one more may be open at once. */
  boolean hasPlace() {
    return open.size() < mostOpen;
  }

  /** Whether a client may open a stream of this id now, and no rule stands against it. */
  boolean opensNext(int streamId) {
    return streamId > lastStreamId && (streamId & 1) == 1 && !closed && hasPlace();
  }

  /** A stream was opened; all idle ones below it are closed by that (5.1.1). */
  void use(int streamId) {
    lastStreamId = streamId;
  }

  /** Streams with ids above the last are ignored from now on (6.8). */
  void openNoMore() {
    closed = true;
  }

  StreamState state(int streamId) {
    ServerStream stream = open.get(streamId);
    if (stream != null) {
      return stream.state;
    }
    if ((streamId & 1) == 0) {
      return StreamState.IDLE; // ours to open, which we never do
    }
    if (streamId > lastStreamId) {
      return closed ? StreamState.RESET : StreamState.IDLE;
    }
    return wasReset(streamId) ? StreamState.RESET : StreamState.CLOSED;
  }

  private boolean wasReset(int streamId) {
    for (int id : reset) {
      if (id == streamId) {
        return true;
      }
    }
    return false;
  }

  /** The stream if it is open or half-closed, else null. */
  ServerStream get(int streamId) {
    return open.get(streamId);
  }

  Collection<ServerStream> all() {
    return open.values();
  }

  void add(ServerStream stream) {
    open.put(stream.id, stream);
  }

  /** Forgets a stream that is closed; null if it was not open. */
  ServerStream remove(int streamId) {
    return open.remove(streamId);
  }

  /** We have reset a stream: what still comes for it is ignored for a while. */
  void noteReset(int streamId) {
    reset[resets] = streamId;
    resets = (resets + 1) % MOST_REMEMBERED;
  }
}
