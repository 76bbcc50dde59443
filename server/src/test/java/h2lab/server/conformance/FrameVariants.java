package h2lab.server.conformance;

import static h2lab.server.conformance.wire.Frame.ACK;
import static h2lab.server.conformance.wire.Frame.CONTINUATION;
import static h2lab.server.conformance.wire.Frame.DATA;
import static h2lab.server.conformance.wire.Frame.END_HEADERS;
import static h2lab.server.conformance.wire.Frame.END_STREAM;
import static h2lab.server.conformance.wire.Frame.GOAWAY;
import static h2lab.server.conformance.wire.Frame.HEADERS;
import static h2lab.server.conformance.wire.Frame.PADDED;
import static h2lab.server.conformance.wire.Frame.PING;
import static h2lab.server.conformance.wire.Frame.PRIORITY;
import static h2lab.server.conformance.wire.Frame.PRIORITY_FLAG;
import static h2lab.server.conformance.wire.Frame.PUSH_PROMISE;
import static h2lab.server.conformance.wire.Frame.RST_STREAM;
import static h2lab.server.conformance.wire.Frame.SETTINGS;
import static h2lab.server.conformance.wire.Frame.WINDOW_UPDATE;

import h2lab.server.conformance.wire.FieldBlock;
import h2lab.server.conformance.wire.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Representative frames of every type, good and bad, for any stream. */
final class FrameVariants {
  private static final int BOTH = END_STREAM | END_HEADERS;
  private static final int ALL = BOTH | PADDED | PRIORITY_FLAG;
  private static final byte[] GET = FieldBlock.get().octets();
  private static final byte[] POST = FieldBlock.request("POST", "/sink").octets();
  private static final byte[] MALFORMED = FieldBlock.get().field("Upper", "case").octets();
  private static final byte[] TRAILERS = FieldBlock.empty().field("checksum", "1").octets();

  private FrameVariants() {}

  /** By what is said of each in few words. */
  static Map<String, IntFunction<Frame>> all() {
    Map<String, IntFunction<Frame>> all = new LinkedHashMap<>();
    data(all);
    headers(all);
    onStreams(all);
    onTheConnection(all);
    return all;
  }

  private static void data(Map<String, IntFunction<Frame>> all) {
    all.put("DATA", id -> Frame.data(id, false, 10));
    all.put("DATA, empty", id -> Frame.data(id, false, 0));
    all.put("DATA, END_STREAM", id -> Frame.data(id, true, 10));
    all.put("DATA, empty, END_STREAM", id -> Frame.data(id, true, 0));
    all.put("DATA, padded", id -> Frame.of(DATA, PADDED, id, 2, 'x', 0, 0));
    all.put("DATA, all padding", id -> Frame.of(DATA, PADDED | END_STREAM, id, 3, 0, 0, 0));
    all.put("DATA, padding too long", id -> Frame.of(DATA, PADDED, id, 3, 0, 0));
    all.put("DATA, pad length missing", id -> Frame.of(DATA, PADDED, id));
    all.put("DATA, longest", id -> Frame.data(id, false, 16_384));
    all.put("DATA, too long", id -> Frame.data(id, false, 16_385));
    all.put("DATA, undefined flags", id -> Frame.of(DATA, 0xf6, id, 1, 2, 3));
    all.put("DATA, reserved bit", id -> Frame.of(DATA, 0, 0x8000_0000L | id, 1, 2));
  }

  private static void headers(Map<String, IntFunction<Frame>> all) {
    all.put("HEADERS", id -> new Frame(HEADERS, END_HEADERS, id, POST));
    all.put("HEADERS, END_STREAM", id -> new Frame(HEADERS, BOTH, id, GET));
    all.put("HEADERS, block goes on", id -> new Frame(HEADERS, END_STREAM, id, GET));
    all.put("HEADERS, malformed", id -> new Frame(HEADERS, BOTH, id, MALFORMED));
    all.put("HEADERS, trailers", id -> new Frame(HEADERS, BOTH, id, TRAILERS));
    all.put("HEADERS, trailers that do not end", id -> new Frame(HEADERS, 4, id, TRAILERS));
    all.put("HEADERS, empty", id -> Frame.of(HEADERS, BOTH, id));
    all.put("HEADERS, undecodable", id -> Frame.of(HEADERS, BOTH, id, 0x80));
    all.put("HEADERS, truncated block", id -> Frame.of(HEADERS, BOTH, id, 0x82, 0x40));
    all.put(
        "HEADERS, padding and priority",
        id -> Frame.of(HEADERS, ALL, id, 2, 0, 0, 0, 0, 9, 0x82, 0x86, 0x84, 0, 0));
    all.put(
        "HEADERS, depends on itself",
        id -> Frame.of(HEADERS, BOTH | PRIORITY_FLAG, id, 0, 0, 0, id, 9, 0x82, 0x86, 0x84));
    all.put("HEADERS, padding too long", id -> Frame.of(HEADERS, BOTH | PADDED, id, 2, 0x82));
    all.put("HEADERS, too short for priority", id -> Frame.of(HEADERS, 0x25, id, 0, 0, 0, 0));
    all.put("HEADERS, pad length missing", id -> Frame.of(HEADERS, BOTH | PADDED, id));
    all.put("HEADERS, too long", id -> new Frame(HEADERS, BOTH, id, new byte[16_385]));
    all.put("CONTINUATION, end", id -> Frame.of(CONTINUATION, END_HEADERS, id));
    all.put("CONTINUATION", id -> Frame.of(CONTINUATION, 0, id, 0x00));
    all.put("CONTINUATION, rest", id -> Frame.of(CONTINUATION, END_HEADERS, id, 0x84, 0x86));
  }

  private static void onStreams(Map<String, IntFunction<Frame>> all) {
    all.put("PRIORITY", id -> Frame.of(PRIORITY, 0, id, 0, 0, 0, 0, 1));
    all.put("PRIORITY on itself", id -> Frame.of(PRIORITY, 0, id, 0, 0, 0, id, 1));
    all.put("PRIORITY, short", id -> Frame.of(PRIORITY, 0, id, 0, 0, 0, 0));
    all.put("PRIORITY, long", id -> Frame.of(PRIORITY, 0, id, 0, 0, 0, 0, 0, 0));
    all.put("RST_STREAM", id -> Frame.ofNumber(RST_STREAM, id, 8));
    all.put("RST_STREAM, unknown code", id -> Frame.ofNumber(RST_STREAM, id, 0xffff_ffffL));
    all.put("RST_STREAM, short", id -> Frame.of(RST_STREAM, 0, id, 0, 0, 8));
    all.put("RST_STREAM, long", id -> Frame.of(RST_STREAM, 0, id, 0, 0, 0, 0, 8));
    all.put("PUSH_PROMISE", id -> Frame.of(PUSH_PROMISE, END_HEADERS, id, 0, 0, 0, 8, 0x82));
    all.put("WINDOW_UPDATE", id -> Frame.ofNumber(WINDOW_UPDATE, id, 1_000));
    all.put("WINDOW_UPDATE, reserved bit", id -> Frame.ofNumber(WINDOW_UPDATE, id, 0x8000_0001L));
    all.put("WINDOW_UPDATE by 0", id -> Frame.ofNumber(WINDOW_UPDATE, id, 0));
    all.put("WINDOW_UPDATE by 2^31-1", id -> Frame.ofNumber(WINDOW_UPDATE, id, 0x7fff_ffffL));
    all.put("WINDOW_UPDATE, short", id -> Frame.of(WINDOW_UPDATE, 0, id, 0, 0, 1));
    all.put("WINDOW_UPDATE, long", id -> Frame.of(WINDOW_UPDATE, 0, id, 0, 0, 0, 0, 1));
    all.put("unknown type", id -> Frame.of(0x77, 0xff, id, 1, 2, 3));
    all.put("unknown type, too long", id -> new Frame(0xff, 0, id, new byte[16_385]));
  }

  private static void onTheConnection(Map<String, IntFunction<Frame>> all) {
    all.put("SETTINGS", id -> Frame.of(SETTINGS, 0, id));
    all.put("SETTINGS, ACK", id -> Frame.of(SETTINGS, ACK, id));
    all.put("SETTINGS, ACK with payload", id -> Frame.of(SETTINGS, ACK, id, 0, 3, 0, 0, 0, 1));
    all.put("SETTINGS, length", id -> Frame.of(SETTINGS, 0, id, 0, 3, 0, 0, 0));
    all.put("SETTINGS, unknown", id -> Frame.of(SETTINGS, 0, id, 0x99, 9, 255, 0, 0, 1));
    all.put("SETTINGS, wide windows", id -> Frame.of(SETTINGS, 0, id, 0, 4, 0x7f, 255, 255, 255));
    all.put("SETTINGS, no windows", id -> Frame.of(SETTINGS, 0, id, 0, 4, 0, 0, 0, 0));
    all.put("SETTINGS, window too wide", id -> Frame.of(SETTINGS, 0, id, 0, 4, 128, 0, 0, 0));
    all.put("SETTINGS, push twice", id -> Frame.of(SETTINGS, 0, id, 0, 2, 0, 0, 0, 2));
    all.put("SETTINGS, frames too small", id -> Frame.of(SETTINGS, 0, id, 0, 5, 0, 0, 63, 255));
    all.put("SETTINGS, frames too large", id -> Frame.of(SETTINGS, 0, id, 0, 5, 1, 0, 0, 0));
    all.put("SETTINGS, no table", id -> Frame.of(SETTINGS, 0, id, 0, 1, 0, 0, 0, 0));
    all.put("PING", id -> Frame.of(PING, 0, id, 1, 2, 3, 4, 5, 6, 7, 8));
    all.put("PING, ACK", id -> Frame.of(PING, ACK, id, 1, 2, 3, 4, 5, 6, 7, 8));
    all.put("PING, short", id -> Frame.of(PING, 0, id, 1, 2, 3, 4, 5, 6, 7));
    all.put("PING, long", id -> Frame.of(PING, 0, id, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    all.put("GOAWAY", id -> Frame.of(GOAWAY, 0, id, 0, 0, 0, 0, 0, 0, 0, 0));
    all.put("GOAWAY, debug data", id -> Frame.of(GOAWAY, 0, id, 0, 0, 0, 7, 0, 0, 0, 2, 'x'));
    all.put("GOAWAY, short", id -> Frame.of(GOAWAY, 0, id, 0, 0, 0, 0, 0, 0, 0));
  }
}
