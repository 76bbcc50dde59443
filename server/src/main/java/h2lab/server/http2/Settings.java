package h2lab.server.http2;

import java.nio.ByteBuffer;

/** What the client said in its SETTINGS frames, as far as it changes what we send (section 6.5). */
final class Settings {
  /** Length of one setting: identifier and value. */
  static final int ENTRY_LENGTH = 6;

  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int MAX_HEADER_LIST_SIZE = 6;
  private static final int ENABLE_PUSH = 2;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MAX_FRAME_SIZE = 5;
  private static final long LARGEST_WINDOW = Integer.MAX_VALUE;
  private static final long LARGEST_FRAME = 0xff_ffff;

  private int initialWindowOctets = Window.INITIAL;

  /** Window of a new stream, in octets. */
  int initialWindowOctets() {
    return initialWindowOctets;
  }

  /**
   * Applies the entries of one frame in their order (6.5.3); unknown ones are ignored.
   *
   * @param payload positioned at the first of {@code entries} entries, which are consumed
   * @return the code the first bad value asks for, or null if all are good
   */
  ErrorCode apply(ByteBuffer payload, int entries) {
    for (int entry = 0; entry < entries; entry++) {
      int identifier = payload.getShort() & 0xffff;
      long value = payload.getInt() & 0xffff_ffffL;
      ErrorCode fault = apply(identifier, value);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private ErrorCode apply(int identifier, long value) {
    switch (identifier) {
      case ENABLE_PUSH -> {
        return value > 1 ? ErrorCode.PROTOCOL_ERROR : null;
      }
      case INITIAL_WINDOW_SIZE -> {
        if (value > LARGEST_WINDOW) {
          return ErrorCode.FLOW_CONTROL_ERROR;
        }
        initialWindowOctets = (int) value;
        return null;
      }
      case MAX_FRAME_SIZE -> {
        boolean allowed = value >= FrameHeader.MAX_PAYLOAD && value <= LARGEST_FRAME;
        return allowed ? null : ErrorCode.PROTOCOL_ERROR;
      }
      default -> {
        return null;
      }
    }
  }
}
