package h2lab.server.http2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the frames a server sends into the caller's buffer, and tells the observer of each. */
final class ReplyFrames {
  /** Room that any one call needs at most, and that is therefore kept before each frame handled. */
  static final int ROOM = 256;

  private static final int GOAWAY_FIXED_LENGTH = 8;
  private static final int MOST_DEBUG_DATA = 128;

  private FrameObserver observer;

  /**
   * @param observer null for none
   */
  void observe(FrameObserver observer) {
    this.observer = observer;
  }

  /** Our SETTINGS, the server's part of the preface (3.4). */
  void settings(ByteBuffer out, Limits limits) {
    head(out, 2 * Settings.ENTRY_LENGTH, FrameType.SETTINGS, 0, 0);
    out.putShort((short) Settings.MAX_CONCURRENT_STREAMS).putInt(limits.concurrentStreams());
    out.putShort((short) Settings.MAX_HEADER_LIST_SIZE).putInt(limits.headerListOctets());
  }

  void settingsAck(ByteBuffer out) {
    head(out, 0, FrameType.SETTINGS, FrameHeader.ACK, 0);
  }

  void pingAck(ByteBuffer out, long opaque) {
    head(out, 8, FrameType.PING, FrameHeader.ACK, 0);
    out.putLong(opaque);
  }

  void goAway(ByteBuffer out, int lastStreamId, ErrorCode code, String reason) {
    byte[] debug = reason.getBytes(StandardCharsets.UTF_8);
    int debugLength = Math.min(debug.length, MOST_DEBUG_DATA);
    head(out, GOAWAY_FIXED_LENGTH + debugLength, FrameType.GOAWAY, 0, 0);
    out.putInt(lastStreamId).putInt(code.ordinal()).put(debug, 0, debugLength);
  }

  void rstStream(ByteBuffer out, int streamId, ErrorCode code) {
    head(out, 4, FrameType.RST_STREAM, 0, streamId);
    out.putInt(code.ordinal());
  }

  void windowUpdate(ByteBuffer out, int streamId, int increment) {
    head(out, 4, FrameType.WINDOW_UPDATE, 0, streamId);
    out.putInt(increment);
  }

  void ping(ByteBuffer out, long opaque) {
    head(out, 8, FrameType.PING, 0, 0);
    out.putLong(opaque);
  }

  /** Tells the observer of a frame from the client. */
  void received(int type, int streamId, int octets) {
    if (observer != null) {
      observer.received(type, streamId, octets);
    }
  }

  /**
   * Tells the observer of requests that are one frame each and got the prebuilt answer.
   *
   * @param streamIdSum the ids of their streams, added up
   * @param octetsEach of a request
   */
  void hellos(int count, int firstStreamId, int lastStreamId, long streamIdSum, int octetsEach) {
    if (observer == null || count == 0) {
      return;
    }
    int headers = FrameType.HEADERS.code();
    observer.receivedRun(headers, count, firstStreamId, lastStreamId, streamIdSum, octetsEach);
    observer.sentRun(
        headers, count, firstStreamId, lastStreamId, streamIdSum, HelloResponse.HEADERS_LENGTH);
    int data = FrameType.DATA.code();
    int dataOctets = HelloResponse.LENGTH - HelloResponse.HEADERS_LENGTH;
    observer.sentRun(data, count, firstStreamId, lastStreamId, streamIdSum, dataOctets);
  }

  /**
   * The header section of a response.
   *
   * @param contentLength -1 for none
   * @param ends no content follows
   */
  void headers(ByteBuffer out, int streamId, Answer answer, long contentLength, boolean ends) {
    int at = out.position();
    out.position(at + FrameHeader.LENGTH);
    ResponseFields.put(out, answer, contentLength);
    int end = out.position();
    int flags = FrameHeader.END_HEADERS | (ends ? FrameHeader.END_STREAM : 0);
    head(out.position(at), end - at - FrameHeader.LENGTH, FrameType.HEADERS, flags, streamId);
    out.position(end);
  }

  /** Content of a response, as far as it is ready. */
  void data(ByteBuffer out, int streamId, Content content, int octets, boolean ends) {
    head(out, octets, FrameType.DATA, ends ? FrameHeader.END_STREAM : 0, streamId);
    content.put(out, octets);
  }

  private void head(ByteBuffer out, int length, FrameType type, int flags, int streamId) {
    FrameHeader.put(out, length, type, flags, streamId);
    sent(type, streamId, FrameHeader.LENGTH + length);
  }

  private void sent(FrameType type, int streamId, int octets) {
    if (observer != null) {
      observer.sent(type.code(), streamId, octets);
    }
  }
}
