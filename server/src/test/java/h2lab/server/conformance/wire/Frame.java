package h2lab.server.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One frame as it is on the wire (RFC 9113 section 4.1), good or bad. Knows nothing of the product,
 * nor what its fields mean.
 *
 * @param streamId 32 bits, the reserved one included
 */
public record Frame(int type, int flags, long streamId, byte[] payload) {
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

  public static final int ACK = 0x1;
  public static final int END_STREAM = 0x1;
  public static final int END_HEADERS = 0x4;
  public static final int PADDED = 0x8;
  public static final int PRIORITY_FLAG = 0x20;

  private static final int HEADER = 9;
  private static final int SHOWN = 64;
  private static final List<String> NAMES =
      List.of(
          "DATA",
          "HEADERS",
          "PRIORITY",
          "RST_STREAM",
          "SETTINGS",
          "PUSH_PROMISE",
          "PING",
          "GOAWAY",
          "WINDOW_UPDATE",
          "CONTINUATION");

  /** A frame whose payload is written octet by octet. */
  public static Frame of(int type, int flags, long streamId, int... payload) {
    byte[] octets = new byte[payload.length];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) payload[i];
    }
    return new Frame(type, flags, streamId, octets);
  }

  /** A frame whose payload is a number of four octets, as in RST_STREAM and WINDOW_UPDATE. */
  public static Frame ofNumber(int type, long streamId, long number) {
    return new Frame(type, 0, streamId, bigEndian(4, number));
  }

  /** The HEADERS of a request, in one frame. */
  public static Frame headers(long streamId, boolean endStream, FieldBlock block) {
    int flags = END_HEADERS | (endStream ? END_STREAM : 0);
    return new Frame(HEADERS, flags, streamId, block.octets());
  }

  /** DATA without padding whose octets count from zero. */
  public static Frame data(long streamId, boolean endStream, int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) i;
    }
    return new Frame(DATA, endStream ? END_STREAM : 0, streamId, content);
  }

  /** SETTINGS of pairs of identifier and value. */
  public static Frame settings(long... pairs) {
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      entries.writeBytes(bigEndian(2, pairs[i]));
      entries.writeBytes(bigEndian(4, pairs[i + 1]));
    }
    return new Frame(SETTINGS, 0, 0, entries.toByteArray());
  }

  /** Big-endian octets of a number. */
  public static byte[] bigEndian(int octets, long value) {
    byte[] number = new byte[octets];
    for (int i = 0; i < octets; i++) {
      number[i] = (byte) (value >> 8 * (octets - 1 - i));
    }
    return number;
  }

  /** The big-endian number in octets of the payload. */
  public long number(int at, int octets) {
    long value = 0;
    for (int i = at; i < at + octets; i++) {
      value = value << 8 | payload[i] & 0xff;
    }
    return value;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** The stream id without the reserved bit. */
  public int stream() {
    return (int) (streamId & 0x7fff_ffffL);
  }

  /** All of it, header first. */
  public byte[] octets() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(bigEndian(3, payload.length));
    octets.write(type);
    octets.write(flags);
    octets.writeBytes(bigEndian(4, streamId));
    octets.writeBytes(payload);
    return octets.toByteArray();
  }

  /**
   * Cuts octets into frames.
   *
   * @throws IllegalArgumentException if they end within one
   */
  public static List<Frame> parse(byte[] octets) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(octets);
    while (rest.hasRemaining()) {
      if (rest.remaining() < HEADER) {
        throw new IllegalArgumentException("octets end within a frame header");
      }
      int lengthAndType = rest.getInt();
      int flags = rest.get() & 0xff;
      long streamId = rest.getInt() & 0xffff_ffffL;
      if (rest.remaining() < lengthAndType >>> 8) {
        throw new IllegalArgumentException("octets end within a payload");
      }
      byte[] payload = new byte[lengthAndType >>> 8];
      rest.get(payload);
      frames.add(new Frame(lengthAndType & 0xff, flags, streamId, payload));
    }
    return frames;
  }

  /** The name of a type, or its number if RFC 9113 does not define it. */
  public static String name(int type) {
    return type < NAMES.size() ? NAMES.get(type) : "type " + type;
  }

  @Override
  public String toString() {
    int shown = Math.min(payload.length, SHOWN);
    String hex = HexFormat.of().formatHex(payload, 0, shown);
    return name(type)
        + (flags == 0 ? "" : "+" + Integer.toHexString(flags))
        + " "
        + streamId
        + " ["
        + (shown < payload.length ? hex + "... " + payload.length : hex)
        + "]";
  }
}
