package h2lab.server.http2;

/**
 * The frame types, with the lengths and streams each allows (RFC 9113 section 6): the table that
 * judges every frame before its content is looked at. {@link #code()} is the type on the wire.
 */
enum FrameType {
  DATA(OnStream.NEEDED, 0, FrameHeader.MAX_PAYLOAD),
  HEADERS(OnStream.NEEDED, 0, FrameHeader.MAX_PAYLOAD),
  PRIORITY(OnStream.NEEDED, 5, 5),
  RST_STREAM(OnStream.NEEDED, 4, 4),
  SETTINGS(OnStream.FORBIDDEN, 0, FrameHeader.MAX_PAYLOAD),
  PUSH_PROMISE(OnStream.NEEDED, 0, FrameHeader.MAX_PAYLOAD),
  PING(OnStream.FORBIDDEN, 8, 8),
  GOAWAY(OnStream.FORBIDDEN, 8, FrameHeader.MAX_PAYLOAD),
  WINDOW_UPDATE(OnStream.EITHER, 4, 4),
  CONTINUATION(OnStream.NEEDED, 0, FrameHeader.MAX_PAYLOAD);

  private enum OnStream {
    NEEDED,
    FORBIDDEN,
    EITHER
  }

  private static final FrameType[] BY_CODE = values();

  private final OnStream onStream;
  private final int leastLength;
  private final int mostLength;

  FrameType(OnStream onStream, int leastLength, int mostLength) {
    this.onStream = onStream;
    this.leastLength = leastLength;
    this.mostLength = mostLength;
  }

  /** The type of a code, or null if RFC 9113 does not define it (such frames are ignored, 4.1). */
  static FrameType of(int code) {
    return code < BY_CODE.length ? BY_CODE[code] : null;
  }

  int code() {
    return ordinal();
  }

  /**
   * What is wrong with a frame of this type, judged by its header.
   *
   * @return null if nothing
   */
  ErrorCode fault(int payloadLength, int streamId) {
    if (onStream == OnStream.NEEDED && streamId == 0
        || onStream == OnStream.FORBIDDEN && streamId != 0) {
      return ErrorCode.PROTOCOL_ERROR;
    }
    if (payloadLength < leastLength || payloadLength > mostLength) {
      return ErrorCode.FRAME_SIZE_ERROR;
    }
    return null;
  }
}
