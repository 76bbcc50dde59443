package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * The protocol state of one client: consumes octets, answers requests, says what occurred (RFC
 * 9113, server side). Knows no I/O; both buffers of every call stay the caller's. Not thread-safe.
 *
 * <pre>{@code
 * connection.start(replies);
 * do {
 *   occurred = connection.receive(plain, replies);
 *   ... send the replies
 * } while (...);
 * }</pre>
 */
public final class Http2Connection {
  /** Room in the replies below which {@link #receive} handles nothing. */
  public static final int LEAST_ROOM = ReplyFrames.ROOM;

  /** Octets the input must be able to hold: the largest frame there is. */
  public static final int LEAST_INPUT = FrameHeader.LENGTH + FrameHeader.MAX_PAYLOAD;

  private static final int WHOLE_REQUEST = FrameHeader.END_STREAM | FrameHeader.END_HEADERS;
  private static final int DECISIVE_FLAGS =
      WHOLE_REQUEST | FrameHeader.PADDED | FrameHeader.PRIORITY;

  private final ReplyFrames replies = new ReplyFrames();
  private final RequestStreams streams = new RequestStreams(replies);
  private final FrameReception frames = new FrameReception(replies, streams);

  /** Appends our SETTINGS, the first octets of any server; needs {@link #LEAST_ROOM}. */
  public void start(ByteBuffer out) {
    replies.settings(out, RequestStreams.MAX_CONCURRENT);
  }

  /**
   * Tells an observer of every frame from now on.
   *
   * @param observer null for none, which is fastest
   */
  public void observe(FrameObserver observer) {
    replies.observe(observer);
  }

  /** Requests received whole so far. */
  public long requests() {
    return streams.requests();
  }

  /** Whether a request was received whose response waits for a flow-control window. */
  public boolean responsesWait() {
    return streams.responsesWait();
  }

  /**
   * Ends the connection from our side: appends GOAWAY naming the last stream that was handled
   * (6.8). Later input is left alone. Does nothing if GOAWAY was sent before.
   */
  public void shutDown(ByteBuffer out) {
    if (frames.phase() != ConnectionPhase.ENDED) {
      frames.end(out, ErrorCode.NO_ERROR, "");
    }
  }

  /**
   * Consumes the complete frames of {@code plain} and appends the replies to them.
   *
   * @param plain decrypted octets, ready to be read; what is left of them is the beginning of a
   *     frame that must be there at the next call
   * @param out room for replies; never overflows, the call stops instead
   */
  public Received receive(ByteBuffer plain, ByteBuffer out) {
    if (frames.phase() == ConnectionPhase.ENDED) {
      return Received.NEED_INPUT;
    }
    if (out.remaining() < ReplyFrames.ROOM) {
      return Received.NEED_ROOM;
    }
    return frames.phase() == ConnectionPhase.PREFACE
        ? receivePreface(plain, out)
        : receiveFrames(plain, out);
  }

  private Received receivePreface(ByteBuffer plain, ByteBuffer out) {
    switch (Preface.match(plain)) {
      case PARTIAL -> {
        return Received.NEED_INPUT;
      }
      case WHOLE -> {
        frames.open();
        return new Received.Opened();
      }
      default -> {
        frames.end(out, ErrorCode.PROTOCOL_ERROR, "not an HTTP/2 client preface");
        return new Received.PrefaceMismatch();
      }
    }
  }

  private Received receiveFrames(ByteBuffer plain, ByteBuffer out) {
    while (streams.sendWaiting(out)) {
      if (plain.remaining() < FrameHeader.LENGTH) {
        return Received.NEED_INPUT;
      }
      if (out.remaining() < ReplyFrames.ROOM) {
        return Received.NEED_ROOM;
      }
      int at = plain.position();
      long first = plain.getLong(at);
      int length = FrameHeader.payloadLength(first);
      if (length > FrameHeader.MAX_PAYLOAD) {
        return frames.end(out, ErrorCode.FRAME_SIZE_ERROR, "frame of " + length + " octets");
      }
      int end = at + FrameHeader.LENGTH + length;
      if (end > plain.limit()) {
        return Received.NEED_INPUT;
      }
      int streamId = FrameHeader.streamId(first, plain.get(at + FrameHeader.LENGTH - 1));
      plain.position(at + FrameHeader.LENGTH);
      Received occurred = receiveFrame(first, length, streamId, plain, out);
      plain.position(end);
      if (occurred != null) {
        return occurred;
      }
    }
    return Received.NEED_ROOM;
  }

  /** A whole request in one frame, which nearly all are, is answered without further ado. */
  private Received receiveFrame(
      long first, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    int type = FrameHeader.type(first);
    int flags = FrameHeader.flags(first);
    if (replies.observer() != null) {
      replies.observer().received(type, streamId, FrameHeader.LENGTH + length);
    }
    if (type == FrameType.HEADERS.code()
        && (flags & DECISIVE_FLAGS) == WHOLE_REQUEST
        && frames.phase() == ConnectionPhase.FRAMES
        && streams.answersAtOnce(streamId)) {
      streams.answerAtOnce(out, streamId);
      return null;
    }
    return frames.receive(type, flags, length, streamId, plain, out);
  }
}
