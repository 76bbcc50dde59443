package h2lab.server.load;

import java.nio.ByteBuffer;

/**
 * The codes of HTTP/2 frames that a client needs (RFC 9113 sections 6 and 7), and its own frames.
 */
final class Frame {
  static final int HEADER_OCTETS = 9;

  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int RST_STREAM = 0x3;
  static final int SETTINGS = 0x4;
  static final int PUSH_PROMISE = 0x5;
  static final int PING = 0x6;
  static final int GOAWAY = 0x7;
  static final int WINDOW_UPDATE = 0x8;
  static final int CONTINUATION = 0x9;

  static final int ACK = 0x1;
  static final int END_STREAM = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY = 0x20;

  static final int HEADER_TABLE_SIZE = 0x1;
  static final int ENABLE_PUSH = 0x2;
  static final int MAX_CONCURRENT_STREAMS = 0x3;
  static final int INITIAL_WINDOW_SIZE = 0x4;
  static final int MAX_FRAME_SIZE = 0x5;

  static final int NO_ERROR = 0x0;
  static final int PROTOCOL_ERROR = 0x1;
  static final int FLOW_CONTROL_ERROR = 0x3;
  static final int FRAME_SIZE_ERROR = 0x6;
  static final int CANCEL = 0x8;
  static final int COMPRESSION_ERROR = 0x9;

  private static final String[] ERRORS = {
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED"
  };

  private Frame() {}

  /** The name of an error code of section 7, or its number. */
  static String error(int code) {
    return code >= 0 && code < ERRORS.length ? ERRORS[code] : "error " + Integer.toHexString(code);
  }

  /** Appends a frame header; the caller appends {@code length} octets of payload. */
  static void putHeader(ByteBuffer out, int length, int type, int flags, int streamId) {
    out.putInt(length << 8 | type).put((byte) flags).putInt(streamId);
  }

  static void putSettingsAck(ByteBuffer out) {
    putHeader(out, 0, SETTINGS, ACK, 0);
  }

  static void putPingAck(ByteBuffer out, long payload) {
    putHeader(out, 8, PING, ACK, 0);
    out.putLong(payload);
  }

  /** Appends WINDOW_UPDATE for a stream, or for the connection if {@code streamId} is 0. */
  static void putWindowUpdate(ByteBuffer out, int streamId, int increment) {
    putHeader(out, 4, WINDOW_UPDATE, 0, streamId);
    out.putInt(increment);
  }

  static void putReset(ByteBuffer out, int streamId, int code) {
    putHeader(out, 4, RST_STREAM, 0, streamId);
    out.putInt(code);
  }

  static void putGoAway(ByteBuffer out, int code) {
    putHeader(out, 8, GOAWAY, 0, 0);
    out.putInt(0).putInt(code);
  }
}
