package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.LARGEST_PAYLOAD;
import static h2lab.server.attacks.AttackFrames.block;
import static h2lab.server.attacks.AttackFrames.bomb;
import static h2lab.server.attacks.AttackFrames.control;
import static h2lab.server.attacks.AttackFrames.octets;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.stream;
import static h2lab.server.attacks.AttackFrames.tableSizeUpdates;
import static h2lab.server.attacks.AttackFrames.tinyFields;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.Goodbye.COMPRESSION_ERROR;
import static h2lab.server.attacks.Goodbye.ENHANCE_YOUR_CALM;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Field blocks that do not end, or are more than they look (RFC 9113 section 10.5.1). */
enum FieldFlood implements Flood {
  CONTINUATION_SMALL(
      "CONTINUATION without end, one octet each",
      32,
      ENHANCE_YOUR_CALM,
      "field block",
      () -> opening().frame(HEADERS, 0, 1, control()),
      n -> nothing().frame(CONTINUATION, 0, 1, 0)),
  CONTINUATION_LARGE(
      "CONTINUATION without end, 16 KiB each",
      5,
      ENHANCE_YOUR_CALM,
      "field block",
      () -> opening().frame(HEADERS, 0, 1, control()),
      n -> nothing().frame(CONTINUATION, 0, 1, new byte[LARGEST_PAYLOAD])),
  CONTINUATION_EMPTY(
      "empty CONTINUATION without end",
      32,
      ENHANCE_YOUR_CALM,
      "field block",
      () -> opening().frame(HEADERS, 0, 1),
      n -> nothing().frame(CONTINUATION, 0, 1)),
  MANY_FIELDS(
      "header section of 12,000 fields",
      3,
      ENHANCE_YOUR_CALM,
      "section",
      () -> opening().frame(HEADERS, 0, 1, control()),
      n -> nothing().frame(CONTINUATION, n == 2 ? END_HEADERS : 0, 1, tinyFields(LARGEST_PAYLOAD))),
  BOMB(
      "HPACK bomb: 12,000 times a field of 4,000 octets",
      1,
      ENHANCE_YOUR_CALM,
      "section",
      n -> block(stream(n), bomb(12_000, control()))),
  BOMB_IN_TRAILERS(
      "HPACK bomb in trailers",
      1,
      ENHANCE_YOUR_CALM,
      "section",
      () -> opening().append(upload(1).octets()),
      n -> block(1, bomb(12_000, new byte[0]))),
  TABLE_TOO_LARGE(
      "HPACK table beyond SETTINGS_HEADER_TABLE_SIZE",
      1,
      COMPRESSION_ERROR,
      "table",
      n -> block(stream(n), new byte[] {0x3f, (byte) 0xe2, 0x1f})),
  TABLE_SIZE_BEHIND_FIELD(
      "HPACK table size updates behind a field",
      1,
      COMPRESSION_ERROR,
      "update",
      n -> block(stream(n), tableSizeUpdates(control(), 10_000))),
  HUGE_INTEGER(
      "HPACK integer without end",
      1,
      COMPRESSION_ERROR,
      "integer",
      n -> block(stream(n), octets(LARGEST_PAYLOAD, 0xff))),
  HUGE_STRING(
      "HPACK string longer than its block",
      1,
      COMPRESSION_ERROR,
      "",
      n -> block(stream(n), new byte[] {0, 0x7f, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x7f}));

  private final Row row;

  FieldFlood(String title, int bound, int code, String reason, IntFunction<FrameBytes> step) {
    this(title, bound, code, reason, AttackFrames::opening, step);
  }

  FieldFlood(
      String title,
      int bound,
      int code,
      String reason,
      Supplier<FrameBytes> opening,
      IntFunction<FrameBytes> step) {
    row = new Row(title, bound, new Goodbye(code, reason), opening, step);
  }

  @Override
  public Row row() {
    return row;
  }
}
