package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.block;
import static h2lab.server.attacks.AttackFrames.bomb;
import static h2lab.server.attacks.AttackFrames.control;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.AttackFrames.stream;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.AttackFrames.waiting;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.END_HEADERS;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Floods that a server has to put up with, since they cannot be told from use: they may not cost it
 * more than other requests of as many octets, and nothing that lasts.
 */
enum Burden implements Flood {
  REQUESTS("ordinary requests", n -> nothing().request(stream(n))),
  DISTINCT("requests that all differ", n -> nothing().ask(END_STREAM, stream(n), "GET", "/?" + n)),
  UNKNOWN_PATHS("requests answered 404", n -> nothing().ask(END_STREAM, stream(n), "GET", "/" + n)),
  REFERENCES_TOO_MANY(
      "requests with 31 references to a field of 4,000 octets, answered 431",
      Burden::openingWithTable,
      n -> block(stream(n), AttackFrames.references(31, n))),
  REFERENCES(
      "requests with 3 references to a field of 4,000 octets",
      Burden::openingWithTable,
      n -> block(stream(n), AttackFrames.references(3, n))),
  TABLE_CHURN(
      "requests with 400 fields for the HPACK table each",
      n -> block(stream(n), AttackFrames.churn(400))),
  TABLE_SIZES(
      "requests with 4,000 table size updates each",
      n -> block(stream(n), AttackFrames.sizesBefore(4_000, AttackFrames.references(0, n)))),
  LONG_BLOCKS(
      "requests in 31 frames each",
      n -> {
        FrameBytes frames = nothing().frame(HEADERS, END_STREAM, stream(n), control());
        for (int i = 0; i < 29; i++) {
          frames.frame(CONTINUATION, 0, stream(n));
        }
        return frames.frame(CONTINUATION, END_HEADERS, stream(n));
      }),
  SHORT_DATA(
      "an upload in DATA of one octet",
      () -> opening().append(upload(1).octets()),
      n -> nothing().data(0, 1, 1)),
  SHORT_ECHO(
      "an echo in DATA of one octet",
      () -> wide().ask(0, 1, "POST", "/echo"),
      n -> nothing().data(0, 1, 1)),
  DRIBBLE(
      "a response taken octet by octet",
      () -> openingWithClosedWindows().windowUpdate(0, 1 << 30).append(waiting(1).octets()),
      n -> nothing().windowUpdate(1, 1));

  private final Row row;

  Burden(String title, IntFunction<FrameBytes> step) {
    this(title, Burden::wide, step);
  }

  Burden(String title, Supplier<FrameBytes> opening, IntFunction<FrameBytes> step) {
    row = new Row(title, 0, null, opening, step);
  }

  /** A window that lets all responses go at once. */
  private static FrameBytes wide() {
    return opening().windowUpdate(0, 1 << 30);
  }

  private static FrameBytes openingWithTable() {
    return wide().append(block(1, bomb(1, control())).octets());
  }

  @Override
  public Row row() {
    return row;
  }
}
