package h2lab.server.attacks;

/**
 * How a connection ended.
 *
 * @param code of the GOAWAY; {@link #CLOSED} if the server closed without one
 * @param reason debug data of the GOAWAY; empty without one
 */
record Goodbye(int code, String reason) {
  static final int CLOSED = -1;
  static final int NO_ERROR = 0;
  static final int PROTOCOL_ERROR = 1;
  static final int FLOW_CONTROL_ERROR = 3;
  static final int SETTINGS_TIMEOUT = 4;
  static final int STREAM_CLOSED = 5;
  static final int FRAME_SIZE_ERROR = 6;
  static final int COMPRESSION_ERROR = 9;
  static final int ENHANCE_YOUR_CALM = 11;

  static final Goodbye WITHOUT_A_WORD = new Goodbye(CLOSED, "");

  /** RFC 9113 section 7. */
  private static final String[] NAMES = {
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

  /** The name of an error code; the number itself if RFC 9113 has none. */
  static String name(int code) {
    return code < 0 ? "closed" : code < NAMES.length ? NAMES[code] : String.valueOf(code);
  }

  /** Whether this is said with that code and those words in the reason. */
  boolean says(Goodbye expected) {
    return code == expected.code && reason.contains(expected.reason);
  }

  @Override
  public String toString() {
    return name(code) + (reason.isEmpty() ? "" : ": " + reason);
  }
}
