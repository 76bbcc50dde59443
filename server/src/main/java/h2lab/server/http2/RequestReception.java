package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** What the frames of requests do: HEADERS with CONTINUATION, DATA, RST_STREAM (section 8.1). */
final class RequestReception {
  /** What becomes of a field block that has begun. */
  private enum Block {
    REQUEST,
    TRAILERS,
    /** Of a stream that is refused, reset, or in error: only the table has to follow. */
    DROPPED
  }

  private final Limits limits;
  private final Streams streams;
  private final Uploads uploads;
  private final Responses responses;
  private final StreamRules rules;
  private final ConnectionEnd end;
  private final FieldSections sections;
  private final RepeatedRequests repeated;
  private Block block;
  private int blockStreamId;
  private long requests;

  RequestReception(
      Limits limits,
      Streams streams,
      Uploads uploads,
      Responses responses,
      StreamRules rules,
      ConnectionEnd end,
      RepeatedRequests repeated) {
    this.limits = limits;
    this.streams = streams;
    this.uploads = uploads;
    this.responses = responses;
    this.rules = rules;
    this.end = end;
    this.repeated = repeated;
    sections = new FieldSections(limits);
  }

  /** Requests received whole. */
  long requests() {
    return requests;
  }

  /** The stream of the field block that has begun. */
  int blockStreamId() {
    return blockStreamId;
  }

  /**
   * Answers requests that repeat earlier ones, see {@link RepeatedRequests}.
   *
   * @return false, with nothing consumed, if no such is next
   */
  boolean answerRepeated(ByteBuffer plain, ByteBuffer out) {
    KnownBlock known = sections.next(plain);
    if (known == null || !known.request().isPlainHello()) {
      return false;
    }
    int answered = repeated.answer(known, plain, out);
    requests += answered;
    return answered > 0;
  }

  /** A field block begins (6.2): judges its stream; the fields follow in {@link #fragment}. */
  Received begin(ByteBuffer out, int streamId, boolean ends) {
    StreamState before = streams.state(streamId);
    blockStreamId = streamId;
    sections.begin();
    Received failed = rules.judge(out, streamId, ends ? Input.HEADERS_END_STREAM : Input.HEADERS);
    if (failed != null) {
      return failed;
    }
    block = before == StreamState.OPEN && ends ? Block.TRAILERS : Block.DROPPED;
    if (before == StreamState.IDLE) {
      streams.use(streamId);
      return open(out, streamId, ends);
    }
    return null;
  }

  private Received open(ByteBuffer out, int streamId, boolean ends) {
    if (!streams.hasPlace()) {
      return rules.reset(out, streamId, ErrorCode.REFUSED_STREAM);
    }
    block = Block.REQUEST;
    StreamState state = ends ? StreamState.HALF_CLOSED_REMOTE : StreamState.OPEN;
    streams.add(new ServerStream(streamId, state, responses.initialWindowOctets()));
    return null;
  }

  /**
   * A part of the field block.
   *
   * @param whole it is the last part
   */
  Received fragment(ByteBuffer out, ByteBuffer plain, int at, int length, boolean whole) {
    try {
      sections.add(plain, at, length);
      if (whole) {
        return section(out, streams.get(blockStreamId));
      }
      sections.keep();
      return null;
    } catch (FieldBlockException e) {
      return end.now(out, e.code(), e.getMessage());
    }
  }

  private Received section(ByteBuffer out, ServerStream stream) throws FieldBlockException {
    if (block == Block.REQUEST && stream != null) {
      return asked(out, stream, sections.request());
    }
    String fault = sections.trailers();
    if (block == Block.DROPPED || stream == null) {
      return null;
    }
    return fault != null
        ? rules.reset(out, stream.id, ErrorCode.PROTOCOL_ERROR)
        : ended(out, stream);
  }

  private Received asked(ByteBuffer out, ServerStream stream, Request request) {
    stream.request = request;
    if (request.isMalformed()) {
      return rules.reset(out, stream.id, ErrorCode.PROTOCOL_ERROR);
    }
    if (request.answer().content() == Answer.Content.COUNT) {
      stream.checksum = new CRC32();
    }
    if (stream.state == StreamState.HALF_CLOSED_REMOTE) {
      return ended(out, stream);
    }
    if (request.answer().isEarly()) {
      responses.begin(out, stream);
    }
    return null;
  }

  /** The request is whole. */
  private Received ended(ByteBuffer out, ServerStream stream) {
    long announced = stream.request.contentLength();
    if (announced >= 0 && announced != stream.contentOctets) {
      return rules.reset(out, stream.id, ErrorCode.PROTOCOL_ERROR);
    }
    requests++;
    if (stream.content == null) {
      responses.begin(out, stream);
    } else {
      responses.requestEnded(stream);
    }
    return null;
  }

  /**
   * Content (6.1).
   *
   * @param plain positioned at it, limited to it
   * @param padding octets that count for flow control only
   */
  Received data(ByteBuffer out, int streamId, ByteBuffer plain, int padding, boolean ends) {
    int octets = plain.remaining();
    if (!uploads.take(octets + padding)) {
      return end.now(out, ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the connection's window");
    }
    boolean wasOpen = streams.state(streamId) == StreamState.OPEN;
    Received failed = rules.judge(out, streamId, ends ? Input.DATA_END_STREAM : Input.DATA);
    if (failed == null && octets == 0 && !ends) {
      failed = rules.spend(out, Nuisance.EMPTY_DATA);
    }
    ServerStream stream = streams.get(streamId);
    if (failed != null || !wasOpen || stream == null) {
      uploads.giveBack(out, octets + padding);
      return failed;
    }
    if (!stream.received.take(octets + padding)) {
      return end.now(out, ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the stream's window");
    }
    uploads.giveBack(out, stream, padding);
    failed = take(out, stream, plain);
    boolean goesOn = failed == null && streams.get(streamId) == stream;
    return goesOn && ends ? ended(out, stream) : failed;
  }

  private Received take(ByteBuffer out, ServerStream stream, ByteBuffer content) {
    int octets = content.remaining();
    stream.contentOctets += octets;
    long announced = stream.request.contentLength();
    if (announced >= 0 && stream.contentOctets > announced) {
      uploads.giveBack(out, stream, octets);
      return rules.reset(out, stream.id, ErrorCode.PROTOCOL_ERROR);
    }
    if (stream.contentOctets > limits.bodyOctets()) {
      uploads.giveBack(out, stream, octets);
      return tooMuch(out, stream);
    }
    if (stream.content instanceof Content.Echo echo) {
      echo.add(content);
      responses.enqueue(stream);
      return null;
    }
    if (stream.checksum != null) {
      stream.checksum.update(content);
    }
    uploads.giveBack(out, stream, octets);
    return null;
  }

  private Received tooMuch(ByteBuffer out, ServerStream stream) {
    if (stream.content != null) {
      return rules.reset(out, stream.id, ErrorCode.ENHANCE_YOUR_CALM);
    }
    boolean head = stream.request.answer().content() == Answer.Content.NONE;
    stream.request = new Request(Answer.complaint(413, head), -1, null);
    responses.begin(out, stream);
    return null;
  }

  /** RST_STREAM from the client (6.4). */
  Received resetByClient(ByteBuffer out, int streamId) {
    boolean late = streams.state(streamId) == StreamState.RESET;
    Received failed = rules.judge(out, streamId, Input.RST_STREAM);
    if (failed != null || late) {
      return failed;
    }
    rules.close(out, streamId);
    return rules.spend(out, Nuisance.RESET_BY_CLIENT);
  }
}
