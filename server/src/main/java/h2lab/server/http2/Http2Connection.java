package h2lab.server.http2;

import java.nio.ByteBuffer;

/**
 * Our own protocol core (RFC 9113, server side). Answers a request that comes whole in one frame,
 * which nearly all do, without allocating anything.
 */
public final class Http2Connection implements ServerProtocol {
  /** Octets the input must be able to hold: the largest frame there is. */
  public static final int LEAST_INPUT = FrameHeader.LENGTH + FrameHeader.MAX_PAYLOAD;

  private final Limits limits;
  private final ReplyFrames replies = new ReplyFrames();
  private final Streams streams;
  private final Budgets budgets;
  private final Uploads uploads;
  private final Responses responses;
  private final ConnectionEnd end;
  private final RequestReception requests;
  private final FrameReception frames;

  public Http2Connection(Limits limits) {
    this.limits = limits;
    streams = new Streams(limits.concurrentStreams());
    budgets = new Budgets(limits);
    uploads = new Uploads(replies);
    responses = new Responses(replies, streams, uploads);
    end = new ConnectionEnd(replies, streams);
    StreamRules rules = new StreamRules(replies, streams, uploads, responses, budgets, end);
    RepeatedRequests repeated = new RepeatedRequests(replies, streams, responses);
    requests = new RequestReception(limits, streams, uploads, responses, rules, end, repeated);
    frames = new FrameReception(replies, requests, responses, budgets, rules, end);
  }

  @Override
  public void start(ByteBuffer out) {
    replies.settings(out, limits);
  }

  @Override
  public void observe(FrameObserver observer) {
    replies.observe(observer);
  }

  @Override
  public void time(long nanos) {
    budgets.time(nanos);
  }

  @Override
  public long requests() {
    return requests.requests();
  }

  @Override
  public boolean responsesWait() {
    return responses.anyWait();
  }

  @Override
  public boolean prefaceReceived() {
    return frames.prefaceReceived();
  }

  @Override
  public boolean settingsAcknowledged() {
    return frames.acknowledged();
  }

  @Override
  public boolean inFieldBlock() {
    return frames.phase() == ConnectionPhase.FIELD_BLOCK;
  }

  @Override
  public boolean hasStreams() {
    return streams.anyOpen();
  }

  @Override
  public long progress() {
    return requests() * REQUEST_PROGRESS + responses.dataOctets() + uploads.octets();
  }

  @Override
  public void drain(ByteBuffer out) {
    end.announce(out);
  }

  @Override
  public void end(ByteBuffer out, ErrorCode code, String reason) {
    if (!end.isEnded()) {
      end.now(out, code, reason);
    }
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
        end.now(out, ErrorCode.PROTOCOL_ERROR, "not an HTTP/2 client preface");
        return new Received.PrefaceMismatch();
      }
    }
  }

  private Received receiveFrames(ByteBuffer plain, ByteBuffer out) {
    while (responses.send(out)) {
      if (end.isDrained()) {
        return new Received.Drained();
      }
      if (plain.remaining() < FrameHeader.LENGTH) {
        return Received.NEED_INPUT;
      }
      if (out.remaining() < ReplyFrames.ROOM) {
        return Received.NEED_ROOM;
      }
      if (frames.phase() == ConnectionPhase.FRAMES && requests.answerRepeated(plain, out)) {
        continue;
      }
      int at = plain.position();
      long first = plain.getLong(at);
      int length = FrameHeader.payloadLength(first);
      if (length > FrameHeader.MAX_PAYLOAD) {
        return end.now(out, ErrorCode.FRAME_SIZE_ERROR, "frame of " + length + " octets");
      }
      int frameEnd = at + FrameHeader.LENGTH + length;
      if (frameEnd > plain.limit()) {
        return Received.NEED_INPUT;
      }
      int streamId = FrameHeader.streamId(first, plain.get(at + FrameHeader.LENGTH - 1));
      plain.position(at + FrameHeader.LENGTH);
      int type = FrameHeader.type(first);
      replies.received(type, streamId, FrameHeader.LENGTH + length);
      Received occurred =
          frames.receive(type, FrameHeader.flags(first), length, streamId, plain, out);
      plain.position(frameEnd);
      if (occurred != null) {
        return occurred;
      }
    }
    return Received.NEED_ROOM;
  }
}
