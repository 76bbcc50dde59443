package h2lab.server.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts what a server sends into frames and tells a {@link Listener} what matters to a client that
 * only asks: padding removed, CONTINUATION joined, unknown frames skipped, lengths and order
 * checked (RFC 9113 sections 4 and 6). Takes input in any pieces.
 */
final class ResponseFrames {
  /** What a server's frames mean, in the order they came. */
  interface Listener {
    /** Whether there is room to answer one more frame; else parsing stops before it. */
    boolean ready();

    /**
     * A whole header block.
     *
     * @param block valid during the call, from index 0
     */
    void headers(int streamId, byte[] block, int length, boolean endStream) throws ServerFault;

    /**
     * @param flowOctets what counts for flow control, padding included
     * @param contentOctets what of it is content
     */
    void data(int streamId, int flowOctets, int contentOctets, boolean endStream)
        throws ServerFault;

    /**
     * The server takes more content.
     *
     * @param streamId 0 for the connection
     */
    void widen(int streamId, int increment) throws ServerFault;

    void reset(int streamId, int code) throws ServerFault;

    void setting(int id, long value) throws ServerFault;

    /** All of a SETTINGS frame has been told. */
    void settingsEnd();

    void ping(long payload);

    void goAway(int lastStreamId, int code);
  }

  private static final int MAX_FRAME_SIZE = 16384;
  private static final int MOST_HEADER_OCTETS = 1 << 20;

  private final Listener listener;
  private byte[] block = new byte[1024];
  private int blockOctets;
  private int blockStream;
  private boolean blockEndsStream;
  private boolean anySettings;

  ResponseFrames(Listener listener) {
    this.listener = listener;
  }

  /**
   * Consumes all whole frames of {@code in}, or fewer if the listener is not ready for more.
   *
   * @throws ServerFault if the server broke the protocol; nothing may be parsed after that
   */
  void parse(ByteBuffer in) throws ServerFault {
    int at = in.position();
    int limit = in.limit();
    while (limit - at >= Frame.HEADER_OCTETS && listener.ready()) {
      int lengthAndType = in.getInt(at);
      int length = lengthAndType >>> 8;
      if (length > MAX_FRAME_SIZE) {
        throw new ServerFault(Frame.FRAME_SIZE_ERROR, "a frame of " + length + " octets");
      }
      int payload = at + Frame.HEADER_OCTETS;
      if (limit - payload < length) {
        break;
      }
      int streamId = in.getInt(at + 5) & Integer.MAX_VALUE;
      frame(in, payload, length, lengthAndType & 0xff, in.get(at + 4), streamId);
      at = payload + length;
      in.position(at);
    }
  }

  private void frame(ByteBuffer in, int at, int length, int type, int flags, int streamId)
      throws ServerFault {
    if (blockStream != 0 && (type != Frame.CONTINUATION || streamId != blockStream)) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "a header block without its end");
    }
    if (!anySettings && type != Frame.SETTINGS) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "its first frame is not SETTINGS");
    }
    switch (type) {
      case Frame.DATA -> data(in, at, length, flags, streamId);
      case Frame.HEADERS -> headers(in, at, length, flags, streamId);
      case Frame.CONTINUATION -> continuation(in, at, length, flags);
      case Frame.RST_STREAM -> {
        expectLength(length == 4, "RST_STREAM", length);
        expectStream(streamId != 0, "RST_STREAM", streamId);
        listener.reset(streamId, in.getInt(at));
      }
      case Frame.SETTINGS -> settings(in, at, length, flags, streamId);
      case Frame.PING -> ping(in, at, length, flags, streamId);
      case Frame.GOAWAY -> {
        expectLength(length >= 8, "GOAWAY", length);
        expectStream(streamId == 0, "GOAWAY", streamId);
        listener.goAway(in.getInt(at) & Integer.MAX_VALUE, in.getInt(at + 4));
      }
      case Frame.WINDOW_UPDATE -> {
        expectLength(length == 4, "WINDOW_UPDATE", length);
        listener.widen(streamId, in.getInt(at) & Integer.MAX_VALUE);
      }
      case Frame.PUSH_PROMISE ->
          throw new ServerFault(Frame.PROTOCOL_ERROR, "PUSH_PROMISE, which was disabled");
      default -> {
        // section 4.1: frames of unknown type are ignored; PRIORITY says nothing to a client
      }
    }
  }

  private void data(ByteBuffer in, int at, int length, int flags, int streamId) throws ServerFault {
    expectStream(streamId != 0, "DATA", streamId);
    int padding = padding(in, at, length, flags, "DATA");
    listener.data(streamId, length, length - padding, (flags & Frame.END_STREAM) != 0);
  }

  private void headers(ByteBuffer in, int at, int length, int flags, int streamId)
      throws ServerFault {
    expectStream(streamId != 0, "HEADERS", streamId);
    int padding = padding(in, at, length, flags, "HEADERS");
    int before = ((flags & Frame.PADDED) != 0 ? 1 : 0) + ((flags & Frame.PRIORITY) != 0 ? 5 : 0);
    int octets = length - padding - before + ((flags & Frame.PADDED) != 0 ? 1 : 0);
    expectLength(octets >= 0, "HEADERS", length);
    blockOctets = 0;
    blockEndsStream = (flags & Frame.END_STREAM) != 0;
    blockStream = streamId;
    append(in, at + before, octets, flags);
  }

  private void continuation(ByteBuffer in, int at, int length, int flags) throws ServerFault {
    if (blockStream == 0) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "CONTINUATION without HEADERS");
    }
    append(in, at, length, flags);
  }

  private void append(ByteBuffer in, int at, int octets, int flags) throws ServerFault {
    if (blockOctets + octets > MOST_HEADER_OCTETS) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, "a header block without end");
    }
    if (blockOctets + octets > block.length) {
      block = Arrays.copyOf(block, 2 * (blockOctets + octets));
    }
    in.get(at, block, blockOctets, octets);
    blockOctets += octets;
    if ((flags & Frame.END_HEADERS) != 0) {
      int streamId = blockStream;
      blockStream = 0;
      listener.headers(streamId, block, blockOctets, blockEndsStream);
    }
  }

  private void settings(ByteBuffer in, int at, int length, int flags, int streamId)
      throws ServerFault {
    expectStream(streamId == 0, "SETTINGS", streamId);
    boolean ack = (flags & Frame.ACK) != 0;
    expectLength(ack ? length == 0 : length % 6 == 0, "SETTINGS", length);
    if (ack) {
      return;
    }
    anySettings = true;
    for (int i = at; i < at + length; i += 6) {
      listener.setting(in.getShort(i) & 0xffff, in.getInt(i + 2) & 0xffffffffL);
    }
    listener.settingsEnd();
  }

  private void ping(ByteBuffer in, int at, int length, int flags, int streamId) throws ServerFault {
    expectStream(streamId == 0, "PING", streamId);
    expectLength(length == 8, "PING", length);
    if ((flags & Frame.ACK) == 0) {
      listener.ping(in.getLong(at));
    }
  }

  /** The octets of padding, its length octet included (section 6.1). */
  private static int padding(ByteBuffer in, int at, int length, int flags, String type)
      throws ServerFault {
    if ((flags & Frame.PADDED) == 0) {
      return 0;
    }
    expectLength(length >= 1, type, length);
    int padding = 1 + (in.get(at) & 0xff);
    if (padding > length) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, type + " with more padding than payload");
    }
    return padding;
  }

  private static void expectLength(boolean right, String type, int length) throws ServerFault {
    if (!right) {
      throw new ServerFault(Frame.FRAME_SIZE_ERROR, type + " of " + length + " octets");
    }
  }

  private static void expectStream(boolean right, String type, int streamId) throws ServerFault {
    if (!right) {
      throw new ServerFault(Frame.PROTOCOL_ERROR, type + " on stream " + streamId);
    }
  }
}
