package h2lab.server.conformance.model;

import static h2lab.server.conformance.wire.Frame.CONTINUATION;
import static h2lab.server.conformance.wire.Frame.DATA;
import static h2lab.server.conformance.wire.Frame.GOAWAY;
import static h2lab.server.conformance.wire.Frame.HEADERS;
import static h2lab.server.conformance.wire.Frame.PING;
import static h2lab.server.conformance.wire.Frame.PRIORITY;
import static h2lab.server.conformance.wire.Frame.PUSH_PROMISE;
import static h2lab.server.conformance.wire.Frame.RST_STREAM;
import static h2lab.server.conformance.wire.Frame.SETTINGS;
import static h2lab.server.conformance.wire.Frame.WINDOW_UPDATE;

import h2lab.server.conformance.wire.Frame;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with a frame by itself (RFC 9113 section 6), whatever came before it. */
final class FrameModel {
  static final String PROTOCOL = "PROTOCOL_ERROR";
  static final String SIZE = "FRAME_SIZE_ERROR";
  static final String FLOW = "FLOW_CONTROL_ERROR";

  private static final int MAX_FRAME_SIZE = 16_384;
  private static final Set<Integer> ON_STREAMS =
      Set.of(DATA, HEADERS, PRIORITY, RST_STREAM, PUSH_PROMISE, CONTINUATION);
  private static final Set<Integer> ON_CONNECTION = Set.of(SETTINGS, PING, GOAWAY);

  private FrameModel() {}

  /** Every connection error the frame deserves; empty if none. */
  static Set<String> faults(Frame frame) {
    Set<String> faults = new TreeSet<>();
    int type = frame.type();
    boolean wrongStream =
        ON_STREAMS.contains(type) && frame.stream() == 0
            || ON_CONNECTION.contains(type) && frame.stream() != 0;
    if (wrongStream || type == PUSH_PROMISE) {
      faults.add(PROTOCOL);
    }
    if (type == HEADERS && frame.stream() % 2 == 0) {
      faults.add(PROTOCOL);
    }
    if (frame.payload().length > MAX_FRAME_SIZE || !allows(frame)) {
      faults.add(SIZE);
    }
    faults.addAll(padding(frame));
    if (type == SETTINGS && !frame.has(Frame.ACK)) {
      faults.addAll(settings(frame));
    }
    return faults;
  }

  /** Lengths that a type demands; that of PRIORITY is an error of its stream. */
  private static boolean allows(Frame frame) {
    int length = frame.payload().length;
    return switch (frame.type()) {
      case RST_STREAM, WINDOW_UPDATE -> length == 4;
      case PING -> length == 8;
      case GOAWAY -> length >= 8;
      case SETTINGS -> frame.has(Frame.ACK) ? length == 0 : length % 6 == 0;
      default -> true;
    };
  }

  /** Sections 6.1 and 6.2. */
  private static Set<String> padding(Frame frame) {
    if (frame.type() != DATA && frame.type() != HEADERS) {
      return Set.of();
    }
    boolean padded = frame.has(Frame.PADDED);
    boolean priority = frame.type() == HEADERS && frame.has(Frame.PRIORITY_FLAG);
    int length = frame.payload().length;
    int fixed = (padded ? 1 : 0) + (priority ? 5 : 0);
    if (length < fixed) {
      return padded ? Set.of(SIZE, PROTOCOL) : Set.of(SIZE);
    }
    return padded && fixed + frame.number(0, 1) > length ? Set.of(PROTOCOL) : Set.of();
  }

  /** Section 6.5.2: ranges of values. */
  private static Set<String> settings(Frame frame) {
    Set<String> faults = new TreeSet<>();
    for (int at = 0; at + 6 <= frame.payload().length; at += 6) {
      long value = frame.number(at + 2, 4);
      int identifier = (int) frame.number(at, 2);
      if (identifier == 2 && value > 1) {
        faults.add(PROTOCOL);
      }
      if (identifier == 4 && value > 0x7fff_ffffL) {
        faults.add(FLOW);
      }
      if (identifier == 5 && (value < MAX_FRAME_SIZE || value > 0xff_ffff)) {
        faults.add(PROTOCOL);
      }
    }
    return faults;
  }

  /** The content of DATA or the fragment of a field block, without padding and priority. */
  static byte[] content(Frame frame) {
    int from = frame.type() == HEADERS && frame.has(Frame.PRIORITY_FLAG) ? 5 : 0;
    int to = frame.payload().length;
    boolean paddable = frame.type() == DATA || frame.type() == HEADERS;
    if (paddable && frame.has(Frame.PADDED)) {
      from++;
      to -= (int) frame.number(0, 1);
    }
    return Arrays.copyOfRange(frame.payload(), from, to);
  }
}
