package h2lab.server.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Octets as a client sends them, built octet by octet and without any code of the product. */
public final class FrameBytes {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int ACK = 1;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;
  public static final int PADDED = 8;
  public static final int PRIORITY_FLAG = 32;

  /** GET http://h/ */
  private static final byte[] BLOCK = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, 0x01, 'h'};

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  /** Nothing yet. */
  public static FrameBytes nothing() {
    return new FrameBytes();
  }

  /** The preface and an empty SETTINGS. */
  public static FrameBytes opening() {
    return nothing().preface().frame(SETTINGS, 0, 0);
  }

  public FrameBytes preface() {
    return text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  public FrameBytes text(String ascii) {
    octets.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  public FrameBytes header(int length, int type, int flags, long streamId) {
    for (int shift = 16; shift >= 0; shift -= 8) {
      octets.write(length >> shift);
    }
    octets.write(type);
    octets.write(flags);
    return int32(streamId);
  }

  public FrameBytes frame(int type, int flags, long streamId, int... payload) {
    header(payload.length, type, flags, streamId);
    for (int octet : payload) {
      octets.write(octet);
    }
    return this;
  }

  public FrameBytes frame(int type, int flags, long streamId, byte[] payload) {
    header(payload.length, type, flags, streamId);
    octets.writeBytes(payload);
    return this;
  }

  public FrameBytes int32(long value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      octets.write((int) (value >> shift));
    }
    return this;
  }

  /** A whole request in one frame. */
  public FrameBytes request(long streamId) {
    return frame(HEADERS, END_STREAM | END_HEADERS, streamId, BLOCK);
  }

  /** The HEADERS of a request that DATA will follow. */
  public FrameBytes requestWithBody(long streamId) {
    return frame(HEADERS, END_HEADERS, streamId, BLOCK);
  }

  /** Trailers with one field, {@code t: v}. */
  public FrameBytes trailers(long streamId) {
    return frame(HEADERS, END_STREAM | END_HEADERS, streamId, 0, 1, 't', 1, 'v');
  }

  /** HEADERS whose fields, names and values in turn, are literals that change no table. */
  public FrameBytes fields(int flags, long streamId, String... namesAndValues) {
    return frame(HEADERS, flags | END_HEADERS, streamId, literals(0x00, namesAndValues));
  }

  /** Literals of a representation: 0x00 without indexing, 0x40 with; texts of up to 126 octets. */
  public static byte[] literals(int representation, String... namesAndValues) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        block.write(representation);
      }
      byte[] text = namesAndValues[i].getBytes(StandardCharsets.ISO_8859_1);
      block.write(text.length);
      block.writeBytes(text);
    }
    return block.toByteArray();
  }

  /** A request by method and path, without any other field but {@code more}. */
  public FrameBytes ask(int flags, long streamId, String method, String path, String... more) {
    String[] all = new String[6 + more.length];
    System.arraycopy(
        new String[] {":method", method, ":scheme", "http", ":path", path}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return fields(flags, streamId, all);
  }

  public FrameBytes data(int flags, long streamId, int length) {
    return frame(DATA, flags, streamId, new byte[length]);
  }

  public FrameBytes windowUpdate(long streamId, long increment) {
    return header(4, WINDOW_UPDATE, 0, streamId).int32(increment);
  }

  public FrameBytes setting(int identifier, long value) {
    header(6, SETTINGS, 0, 0);
    octets.write(identifier >> 8);
    octets.write(identifier);
    return int32(value);
  }

  public FrameBytes append(byte[] more) {
    octets.writeBytes(more);
    return this;
  }

  public byte[] octets() {
    return octets.toByteArray();
  }
}
