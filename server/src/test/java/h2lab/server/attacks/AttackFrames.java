package h2lab.server.attacks;

import static h2lab.server.http2.FrameBytes.ACK;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.RST_STREAM;
import static h2lab.server.http2.FrameBytes.SETTINGS;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames and field blocks that attacks are made of. */
final class AttackFrames {
  static final int LARGEST_PAYLOAD = 16_384;

  /** The most that whole settings can have of that. */
  static final int LARGEST_SETTINGS = 16_380;

  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int CANCEL = 8;
  private static final int WITH_INDEXING = 0x40;
  private static final int NEWEST_ENTRY = 0x80 | 62;
  private static final byte[] OPAQUE = "attacked".getBytes(StandardCharsets.US_ASCII);
  private static final String MOST_OCTETS = "/octets/1073741824";

  private AttackFrames() {}

  /** The preface and SETTINGS, ours acknowledged before they come. */
  static FrameBytes opening() {
    return FrameBytes.opening().frame(SETTINGS, ACK, 0);
  }

  /** As above, and the window of every stream is closed, so that responses wait. */
  static FrameBytes openingWithClosedWindows() {
    return nothing().preface().setting(INITIAL_WINDOW_SIZE, 0).frame(SETTINGS, ACK, 0);
  }

  /** The id of the n-th stream after the first few, which are left for the opening. */
  static int stream(int n) {
    return 101 + 2 * n;
  }

  /** A request whose response waits for a window. */
  static FrameBytes waiting(long streamId) {
    return nothing().ask(END_STREAM, streamId, "GET", MOST_OCTETS);
  }

  /** So many of those. */
  static FrameBytes waitingStreams(FrameBytes opening, int count) {
    for (int i = 0; i < count; i++) {
      opening.append(waiting(1 + 2 * i).octets());
    }
    return opening;
  }

  /** The header section of a request whose content would follow. */
  static FrameBytes upload(long streamId, String... fields) {
    return nothing().ask(0, streamId, "POST", "/sink", fields);
  }

  static FrameBytes cancel(FrameBytes before, long streamId) {
    return before.frame(RST_STREAM, 0, streamId, 0, 0, 0, CANCEL);
  }

  /** Settings of one frame that close and open all windows again and again. */
  static byte[] changesOfTheWindow() {
    FrameBytes entries = nothing();
    for (int i = 0; i < LARGEST_PAYLOAD / 6; i++) {
      entries.append(new byte[] {0, INITIAL_WINDOW_SIZE}).int32(i % 2);
    }
    return entries.octets();
  }

  /**
   * A field block that defines one field of 4,000 octets and refers to it so many times (section
   * 10.5.1 of RFC 9113; RFC 7541 section 7.3).
   */
  static byte[] bomb(int references, byte[] before) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(before);
    block.write(WITH_INDEXING);
    block.writeBytes(new byte[] {1, 'b', 0x7f, (byte) 0xa1, 0x1e}); // 127 + 33 + 30 * 128
    block.writeBytes("x".repeat(4_000).getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < references; i++) {
      block.write(NEWEST_ENTRY);
    }
    return block.toByteArray();
  }

  /** The control data of a request for /. */
  static byte[] control() {
    return new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84};
  }

  /** A request of one frame by its field block. */
  static FrameBytes block(long streamId, byte[] block) {
    return nothing().frame(HEADERS, END_STREAM | END_HEADERS, streamId, block);
  }

  /** Fields of four octets each, which count 33 (section 6.5.2). */
  static byte[] tinyFields(int octets) {
    byte[] fields = new byte[octets];
    for (int at = 0; at + 4 <= octets; at += 4) {
      fields[at + 1] = 1;
      fields[at + 2] = 'a';
    }
    return fields;
  }

  /** A block, and so many dynamic table size updates of 0 behind it. */
  static byte[] tableSizeUpdates(byte[] before, int count) {
    byte[] block = java.util.Arrays.copyOf(before, before.length + count);
    java.util.Arrays.fill(block, before.length, block.length, (byte) 0x20);
    return block;
  }

  /** A request with so many references to the newest entry, and a field that differs each time. */
  static byte[] references(int count, int n) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(control());
    block.writeBytes(octets(count, NEWEST_ENTRY));
    block.writeBytes(FrameBytes.literals(0, "n", String.valueOf(n)));
    return block.toByteArray();
  }

  /** A request with so many fields for the table. */
  static byte[] churn(int count) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(control());
    for (int i = 0; i < count; i++) {
      block.writeBytes(new byte[] {WITH_INDEXING, 1, 'a', 0});
    }
    return block.toByteArray();
  }

  /** So many dynamic table size updates of 4,096, and a block behind them. */
  static byte[] sizesBefore(int count, byte[] block) {
    ByteArrayOutputStream sized = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      sized.writeBytes(new byte[] {0x3f, (byte) 0xe1, 0x1f});
    }
    sized.writeBytes(block);
    return sized.toByteArray();
  }

  /** A PING, to know when all before it was handled. */
  static byte[] ping() {
    return nothing().frame(FrameBytes.PING, 0, 0, OPAQUE).octets();
  }

  /** The last octets of its answer. */
  static byte[] pong() {
    return OPAQUE.clone();
  }

  /** The same octet over and over. */
  static byte[] octets(int length, int octet) {
    byte[] octets = new byte[length];
    java.util.Arrays.fill(octets, (byte) octet);
    return octets;
  }
}
