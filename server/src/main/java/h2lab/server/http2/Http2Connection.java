package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * Our own protocol core (RFC 9113, server side). Answers a request that comes whole in one frame,
 * which nearly all do, without allocating anything.
 */
public final class Http2Connection implements ServerProtocol {
  /** Octets the input must be able to hold: the largest frame there is. */
  public static final int LEAST_INPUT = FrameHeader.LENGTH + FrameHeader.MAX_PAYLOAD;

  private static final int WHOLE_REQUEST = FrameHeader.END_STREAM | FrameHeader.END_HEADERS;
  private static final int DECISIVE_FLAGS =
      WHOLE_REQUEST | FrameHeader.PADDED | FrameHeader.PRIORITY;

  private final Limits limits;
  private final ReplyFrames replies = new ReplyFrames();
  private final RequestStreams streams = new RequestStreams(replies);
  private final FrameReception frames = new FrameReception(replies, streams);

  public Http2Connection(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void start(ByteBuffer out) {
    replies.settings(out, limits.concurrentStreams());
  }

  @Override
  public void observe(FrameObserver observer) {
    replies.observe(observer);
  }

  @Override
  public long requests() {
    return streams.requests();
  }

  @Override
  public boolean responsesWait() {
    return streams.responsesWait();
  }

  @Override
  public void drain(ByteBuffer out) {
    end(out, ErrorCode.NO_ERROR, "");
  }

  @Override
  public void end(ByteBuffer out, ErrorCode code, String reason) {
    if (frames.phase() != ConnectionPhase.ENDED) {
      frames.end(out, code, reason);
    }
  }

  @Override
  public void time(long nanos) {}

  @Override
  public boolean settingsAcknowledged() {
    return true;
  }

  @Override
  public boolean inFieldBlock() {
    return frames.phase() == ConnectionPhase.FIELD_BLOCK;
  }

  @Override
  public boolean hasStreams() {
    return false;
  }

  @Override
  public long progress() {
    return requests() * REQUEST_PROGRESS;
  }

  @Override
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
