package h2lab.server.http2;

import h2lab.server.http2.StreamState.Input;
import java.nio.ByteBuffer;

/**
 * What each type of frame does to a connection (RFC 9113 section 6). The header of the frame has
 * been consumed; its payload is at the input's position, and may be left unconsumed.
 */
final class FrameReception {
  private static final int PRIORITY_LENGTH = 5;
  private static final int SMALL_INCREMENT = 1_024;

  private final ReplyFrames replies;
  private final RequestReception requests;
  private final Responses responses;
  private final Budgets budgets;
  private final StreamRules rules;
  private final ConnectionEnd end;
  private final Settings settings = new Settings();
  private ConnectionPhase phase = ConnectionPhase.PREFACE;
  private boolean acknowledged;
  private long dataFramesEarned;

  FrameReception(
      ReplyFrames replies,
      RequestReception requests,
      Responses responses,
      Budgets budgets,
      StreamRules rules,
      ConnectionEnd end) {
    this.replies = replies;
    this.requests = requests;
    this.responses = responses;
    this.budgets = budgets;
    this.rules = rules;
    this.end = end;
  }

  ConnectionPhase phase() {
    return end.isEnded() ? ConnectionPhase.ENDED : phase;
  }

  /** The 24 octets that the client preface begins with were consumed. */
  void open() {
    phase = ConnectionPhase.FIRST_SETTINGS;
  }

  /** Whether the client preface and its SETTINGS have come. */
  boolean prefaceReceived() {
    return phase != ConnectionPhase.PREFACE && phase != ConnectionPhase.FIRST_SETTINGS;
  }

  /** Whether our SETTINGS were acknowledged. */
  boolean acknowledged() {
    return acknowledged;
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
    boolean ofOtherBlock =
        phase == ConnectionPhase.FIELD_BLOCK && streamId != requests.blockStreamId();
    if (!phase.allows(type) || ofOtherBlock) {
      String reason = "frame of type " + code + " while " + phase;
      return end.now(out, ErrorCode.PROTOCOL_ERROR, reason);
    }
    if (type == null) {
      return rules.spend(out, Nuisance.NO_EFFECT);
    }
    ErrorCode fault = type.fault(length, streamId);
    if (fault == ErrorCode.FRAME_SIZE_ERROR && type == FrameType.PRIORITY) {
      return rules.streamError(out, streamId, fault); // the one length that is one (6.3)
    }
    if (fault != null) {
      return end.now(out, fault, type + " of " + length + " octets on stream " + streamId);
    }
    return switch (type) {
      case DATA -> data(flags, length, streamId, plain, out);
      case HEADERS -> headers(flags, length, streamId, plain, out);
      case PRIORITY -> rules.spend(out, Nuisance.NO_EFFECT);
      case RST_STREAM -> requests.resetByClient(out, streamId);
      case SETTINGS -> settings(flags, length, plain, out);
      case PUSH_PROMISE -> end.now(out, ErrorCode.PROTOCOL_ERROR, "PUSH_PROMISE from a client");
      case PING -> ping(flags, plain, out);
      case GOAWAY -> goAway(plain, out);
      case WINDOW_UPDATE -> windowUpdate(streamId, plain, out);
      case CONTINUATION -> fragment(flags, plain.position(), length, plain, out);
    };
  }

  private Received data(int flags, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    int padding = padding(flags, length, 0, plain);
    if (padding > length) {
      return end.now(out, ErrorCode.PROTOCOL_ERROR, "padding exceeds DATA");
    }
    int from = plain.position() + (padding > 0 ? 1 : 0);
    int limit = plain.limit();
    plain.position(from).limit(from + length - padding);
    boolean ends = (flags & FrameHeader.END_STREAM) != 0;
    Received occurred = requests.data(out, streamId, plain, padding, ends);
    plain.limit(limit);
    return occurred;
  }

  private Received headers(int flags, int length, int streamId, ByteBuffer plain, ByteBuffer out) {
    int priority = (flags & FrameHeader.PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
    int padLength = (flags & FrameHeader.PADDED) != 0 ? 1 : 0;
    if (length < priority + padLength) {
      return end.now(out, ErrorCode.FRAME_SIZE_ERROR, "HEADERS too short for its flags");
    }
    int padding = padding(flags, length, priority, plain);
    if (padding > length) {
      return end.now(out, ErrorCode.PROTOCOL_ERROR, "padding exceeds HEADERS");
    }
    if ((streamId & 1) == 0) {
      String reason = "a client opened the even stream " + streamId;
      return end.now(out, ErrorCode.PROTOCOL_ERROR, reason);
    }
    Received failed = requests.begin(out, streamId, (flags & FrameHeader.END_STREAM) != 0);
    if (failed != null) {
      return failed;
    }
    int at = plain.position() + padLength + priority;
    return fragment(flags, at, length - padding - priority, plain, out);
  }

  private Received fragment(int flags, int at, int length, ByteBuffer plain, ByteBuffer out) {
    boolean whole = (flags & FrameHeader.END_HEADERS) != 0;
    phase = whole ? ConnectionPhase.FRAMES : ConnectionPhase.FIELD_BLOCK;
    return requests.fragment(out, plain, at, length, whole);
  }

  /** Pad Length and what it tells, in octets (6.1); more than the frame has if it is wrong. */
  private static int padding(int flags, int length, int priority, ByteBuffer plain) {
    if ((flags & FrameHeader.PADDED) == 0) {
      return 0;
    }
    int padding = length == 0 ? 1 : 1 + (plain.get(plain.position()) & 0xff);
    return padding + priority > length ? length + 1 : padding;
  }

  private Received settings(int flags, int length, ByteBuffer plain, ByteBuffer out) {
    boolean ack = (flags & FrameHeader.ACK) != 0;
    if (ack && phase == ConnectionPhase.FIRST_SETTINGS) {
      return end.now(out, ErrorCode.PROTOCOL_ERROR, "the first SETTINGS acknowledges");
    }
    if (ack ? length != 0 : length % Settings.ENTRY_LENGTH != 0) {
      return end.now(out, ErrorCode.FRAME_SIZE_ERROR, "SETTINGS of " + length + " octets");
    }
    if (ack) {
      boolean expected = !acknowledged;
      acknowledged = true;
      return expected ? null : rules.spend(out, Nuisance.NO_EFFECT);
    }
    phase = ConnectionPhase.FRAMES;
    ErrorCode fault = settings.apply(plain, length / Settings.ENTRY_LENGTH);
    if (fault != null) {
      return end.now(out, fault, "a setting out of its range");
    }
    if (!responses.initialWindow(settings.initialWindowOctets())) {
      String reason = "initial window overflows a stream's";
      return end.now(out, ErrorCode.FLOW_CONTROL_ERROR, reason);
    }
    replies.settingsAck(out);
    return rules.spend(out, Nuisance.SETTINGS);
  }

  private Received ping(int flags, ByteBuffer plain, ByteBuffer out) {
    long opaque = plain.getLong();
    if ((flags & FrameHeader.ACK) != 0) {
      return end.acknowledged(out, opaque) ? null : rules.spend(out, Nuisance.NO_EFFECT);
    }
    replies.pingAck(out, opaque);
    return rules.spend(out, Nuisance.PING);
  }

  private Received goAway(ByteBuffer plain, ByteBuffer out) {
    if (!end.clientLeaves()) {
      return rules.spend(out, Nuisance.NO_EFFECT);
    }
    int lastStreamId = plain.getInt() & Integer.MAX_VALUE;
    return new Received.GoAway(lastStreamId, plain.getInt() & 0xffff_ffffL);
  }

  private Received windowUpdate(int streamId, ByteBuffer plain, ByteBuffer out) {
    int increment = plain.getInt() & Integer.MAX_VALUE;
    Received failed = streamId == 0 ? null : rules.judge(out, streamId, Input.WINDOW_UPDATE);
    if (failed != null) {
      return failed;
    }
    if (increment > 0 && responses.widen(streamId, increment)) {
      boolean ofUse = increment >= SMALL_INCREMENT && responses.canSendOn(streamId);
      return ofUse ? null : small(out);
    }
    ErrorCode code = increment == 0 ? ErrorCode.PROTOCOL_ERROR : ErrorCode.FLOW_CONTROL_ERROR;
    return streamId == 0
        ? end.now(out, code, "WINDOW_UPDATE by " + increment)
        : rules.streamError(out, streamId, code);
  }

  /** What we send gives a client reason to open windows by little. */
  private Received small(ByteBuffer out) {
    long earned = responses.dataFrames() - dataFramesEarned;
    dataFramesEarned += earned;
    budgets.earn(Nuisance.SMALL_WINDOW_UPDATE, (int) Math.min(2 * earned, Integer.MAX_VALUE / 2));
    return rules.spend(out, Nuisance.SMALL_WINDOW_UPDATE);
  }
}
