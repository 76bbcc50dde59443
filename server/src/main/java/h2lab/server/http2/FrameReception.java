package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import h2lab.server.http2.StreamState.Scope;
import h2lab.server.http2.StreamState.Transition;
import java.nio.ByteBuffer;

/**
 * What each type of frame does to a connection (RFC 9113 section 6). The header of the frame has
 * been consumed; its payload is at the input's position, and may be left unconsumed.
 */
final class FrameReception {
  private static final int PRIORITY_LENGTH = 5;

  private final ReplyFrames replies;
  private final RequestStreams streams;
  private final Settings settings = new Settings();
  private ConnectionPhase phase = ConnectionPhase.PREFACE;
  private int blockStreamId;
  private boolean blockEndsStream;

  FrameReception(ReplyFrames replies, RequestStreams streams) {
    this.replies = replies;
    this.streams = streams;
  }

  ConnectionPhase phase() {
    return phase;
  }

  /** The client preface was consumed. */
  void open() {
    phase = ConnectionPhase.FIRST_SETTINGS;
  }

  /** Appends GOAWAY and ends the connection; nothing is received any more. */
  Received.Failed end(ByteBuffer out, ErrorCode code, String reason) {
    phase = ConnectionPhase.ENDED;
    replies.goAway(out, streams.lastStreamId(), code, reason);
    return new Received.Failed(code, reason);
  }

  /**
   * Handles one frame.
   *
   * @param code the type on the wire
   * @return what occurred, or null if nothing worth telling
   */
  Received receive(
      int code, int flags, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    FrameType type = FrameType.of(code);
    boolean ofOtherBlock = phase == ConnectionPhase.FIELD_BLOCK && streamId != blockStreamId;
    if (!phase.allows(type) || ofOtherBlock) {
      return end(out, ErrorCode.PROTOCOL_ERROR, "frame of type " + code + " while " + phase);
    }
    if (type == null) {
      return null;
    }
    ErrorCode fault = type.fault(length, streamId);
    if (fault == ErrorCode.FRAME_SIZE_ERROR && type == FrameType.PRIORITY) {
      replies.rstStream(out, streamId, fault); // the one length that is a stream error (6.3)
      streams.close(streamId);
      return null;
    }
    if (fault != null) {
      return end(out, fault, type + " of " + length + " octets on stream " + streamId);
    }
    return switch (type) {
      case DATA -> data(flags, length, streamId, plain, out);
      case HEADERS -> headers(flags, length, streamId, plain, out);
      case PRIORITY -> judge(out, streamId, Input.PRIORITY);
      case RST_STREAM -> reset(streamId, out);
      case SETTINGS -> settings(flags, length, plain, out);
      case PUSH_PROMISE -> end(out, ErrorCode.PROTOCOL_ERROR, "PUSH_PROMISE from a client");
      case PING -> ping(flags, plain, out);
      case GOAWAY -> goAway(plain);
      case WINDOW_UPDATE -> windowUpdate(streamId, plain, out);
      case CONTINUATION -> endOfBlock(flags, out);
    };
  }

  private Received data(int flags, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    if (paddingExceeds(flags, length, 0, plain)) {
      return end(out, ErrorCode.PROTOCOL_ERROR, "padding exceeds DATA");
    }
    boolean ends = (flags & FrameHeader.END_STREAM) != 0;
    boolean wasOpen = streams.state(streamId) == StreamState.OPEN;
    Received failed = judge(out, streamId, ends ? Input.DATA_END_STREAM : Input.DATA);
    if (failed != null) {
      return failed;
    }
    // a refused frame counts against the connection's window all the same (6.9)
    if (!streams.receive(out, streamId, length, ends)) {
      return end(out, ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the window");
    }
    if (ends && wasOpen) {
      streams.end(out, streamId);
    }
    return null;
  }

  private Received headers(int flags, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    int priority = (flags & FrameHeader.PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
    int padLength = (flags & FrameHeader.PADDED) != 0 ? 1 : 0;
    if (length < priority + padLength) {
      return end(out, ErrorCode.FRAME_SIZE_ERROR, "HEADERS too short for its flags");
    }
    if (paddingExceeds(flags, length, priority, plain)) {
      return end(out, ErrorCode.PROTOCOL_ERROR, "padding exceeds HEADERS");
    }
    if ((streamId & 1) == 0) {
      return end(out, ErrorCode.PROTOCOL_ERROR, "a client opened the even stream " + streamId);
    }
    blockStreamId = streamId;
    blockEndsStream = (flags & FrameHeader.END_STREAM) != 0;
    StreamState before = streams.state(streamId);
    Input input = blockEndsStream ? Input.HEADERS_END_STREAM : Input.HEADERS;
    Received failed = judge(out, streamId, input);
    if (failed != null) {
      return failed;
    }
    if (before == StreamState.IDLE && !streams.open(streamId)) {
      replies.rstStream(out, streamId, ErrorCode.REFUSED_STREAM);
    }
    return endOfBlock(flags, out);
  }

  /** Answers the request if its field block, and with it the request, has ended. */
  private Received endOfBlock(int flags, ByteBuffer out) {
    boolean ended = (flags & FrameHeader.END_HEADERS) != 0;
    phase = ended ? ConnectionPhase.FRAMES : ConnectionPhase.FIELD_BLOCK;
    if (ended && blockEndsStream && streams.state(blockStreamId) == StreamState.OPEN) {
      streams.end(out, blockStreamId);
    }
    return null;
  }

  /** Pad Length is the first octet of the payload (6.1). */
  private static boolean paddingExceeds(int flags, int length, int priority, ByteBuffer plain) {
    if ((flags & FrameHeader.PADDED) == 0) {
      return false;
    }
    return length == 0 || 1 + priority + (plain.get(plain.position()) & 0xff) > length;
  }

  private Received reset(int streamId, ByteBuffer out) {
    Received failed = judge(out, streamId, Input.RST_STREAM);
    if (failed == null) {
      streams.close(streamId);
    }
    return failed;
  }

  private Received settings(int flags, int length, ByteBuffer plain, ByteBuffer out) {
    boolean ack = (flags & FrameHeader.ACK) != 0;
    if (ack && phase == ConnectionPhase.FIRST_SETTINGS) {
      return end(out, ErrorCode.PROTOCOL_ERROR, "the first SETTINGS acknowledges");
    }
    if (ack ? length != 0 : length % Settings.ENTRY_LENGTH != 0) {
      return end(out, ErrorCode.FRAME_SIZE_ERROR, "SETTINGS of " + length + " octets");
    }
    if (ack) {
      return null;
    }
    phase = ConnectionPhase.FRAMES;
    ErrorCode fault = settings.apply(plain, length / Settings.ENTRY_LENGTH);
    if (fault != null) {
      return end(out, fault, "a setting out of its range");
    }
    if (!streams.initialWindow(settings.initialWindowOctets())) {
      return end(out, ErrorCode.FLOW_CONTROL_ERROR, "initial window overflows a stream's");
    }
    replies.settingsAck(out);
    return null;
  }

  private Received ping(int flags, ByteBuffer plain, ByteBuffer out) {
    if ((flags & FrameHeader.ACK) == 0) {
      replies.pingAck(out, plain.getLong());
    }
    return null;
  }

  private static Received goAway(ByteBuffer plain) {
    int lastStreamId = plain.getInt() & Integer.MAX_VALUE;
    return new Received.GoAway(lastStreamId, plain.getInt() & 0xffff_ffffL);
  }

  private Received windowUpdate(int streamId, ByteBuffer plain, ByteBuffer out) {
    int increment = plain.getInt() & Integer.MAX_VALUE;
    Received failed = streamId == 0 ? null : judge(out, streamId, Input.WINDOW_UPDATE);
    if (failed != null) {
      return failed;
    }
    if (increment > 0 && streams.widen(streamId, increment)) {
      return null;
    }
    ErrorCode code = increment == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR;
    if (streamId == 0) {
      return end(out, code, "WINDOW_UPDATE by " + increment);
    }
    replies.rstStream(out, streamId, code);
    streams.close(streamId);
    return null;
  }

  /** Null unless the input ends the connection; an error of the stream is answered here. */
  private Received judge(ByteBuffer out, int streamId, Input input) {
    Transition transition = streams.state(streamId).on(input);
    if (transition.scope() == Scope.CONNECTION) {
      return end(out, transition.code(), input + " on a stream that is " + streams.state(streamId));
    }
    if (transition.scope() == Scope.STREAM) {
      replies.rstStream(out, streamId, transition.code());
      streams.close(streamId);
    }
    return null;
  }
}
