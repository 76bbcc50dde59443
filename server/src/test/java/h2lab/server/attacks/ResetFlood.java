package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.block;
import static h2lab.server.attacks.AttackFrames.cancel;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.AttackFrames.stream;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.AttackFrames.waiting;
import static h2lab.server.attacks.AttackFrames.waitingStreams;
import static h2lab.server.attacks.Goodbye.ENHANCE_YOUR_CALM;
import static h2lab.server.http2.FrameBytes.END_STREAM;
import static h2lab.server.http2.FrameBytes.PRIORITY;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Streams that are begun to be reset at once, by either side: 200 at once are tolerated. */
enum ResetFlood implements Flood {
  RAPID_RESET(
      "rapid reset, CVE-2023-44487",
      "reset-by-client",
      n -> cancel(nothing().request(stream(n)), stream(n))),
  RAPID_RESET_OF_WAITING(
      "rapid reset of responses that wait for a window",
      "reset-by-client",
      AttackFrames::openingWithClosedWindows,
      n -> cancel(waiting(stream(n)), stream(n))),
  RESET_OF_CLOSED_STREAM(
      "RST_STREAM on a closed stream",
      "reset-by-client",
      () -> opening().request(1),
      n -> cancel(nothing(), 1)),
  WINDOW_BY_ZERO(
      "MadeYouReset, CVE-2025-8671: WINDOW_UPDATE by 0",
      "reset-by-server",
      AttackFrames::openingWithClosedWindows,
      n -> waiting(stream(n)).windowUpdate(stream(n), 0)),
  WINDOW_OVERFLOW(
      "MadeYouReset: a stream's window beyond 2^31-1",
      "reset-by-server",
      AttackFrames::openingWithClosedWindows,
      n ->
          waiting(stream(n)).windowUpdate(stream(n), Integer.MAX_VALUE).windowUpdate(stream(n), 1)),
  DATA_ON_HALF_CLOSED(
      "MadeYouReset: DATA on a half-closed stream",
      "reset-by-server",
      AttackFrames::openingWithClosedWindows,
      n -> waiting(stream(n)).data(0, stream(n), 1)),
  HEADERS_ON_HALF_CLOSED(
      "MadeYouReset: HEADERS on a half-closed stream",
      "reset-by-server",
      AttackFrames::openingWithClosedWindows,
      n -> waiting(stream(n)).trailers(stream(n))),
  SHORT_PRIORITY(
      "MadeYouReset: PRIORITY of 4 octets",
      "reset-by-server",
      AttackFrames::openingWithClosedWindows,
      n -> waiting(stream(n)).frame(PRIORITY, 0, stream(n), new byte[4])),
  MALFORMED_TRAILERS(
      "MadeYouReset: malformed trailers",
      "reset-by-server",
      n -> upload(stream(n)).fields(END_STREAM, stream(n), ":path", "/")),
  TRAILERS_WITHOUT_END(
      "MadeYouReset: trailers that do not end the stream",
      "reset-by-server",
      n -> upload(stream(n)).fields(0, stream(n), "t", "v")),
  CONTENT_LENGTH(
      "MadeYouReset: content-length mismatch",
      "reset-by-server",
      n -> upload(stream(n), "content-length", "5").data(END_STREAM, stream(n), 3)),
  MALFORMED_REQUESTS(
      "requests without :path",
      "reset-by-server",
      n -> nothing().fields(END_STREAM, stream(n), ":method", "GET", ":scheme", "http")),
  EMPTY_HEADERS("empty HEADERS", "reset-by-server", n -> block(stream(n), new byte[0])),
  DATA_ON_CLOSED(
      "DATA on a closed stream",
      "reset-by-server",
      n -> nothing().request(stream(n)).data(0, stream(n), 1)),
  TOO_MANY_STREAMS(
      "streams beyond SETTINGS_MAX_CONCURRENT_STREAMS",
      "reset-by-server",
      () -> waitingStreams(openingWithClosedWindows(), 1_000),
      n -> waiting(2_001 + 2 * n));

  private static final int BOUND = 2_000;

  private final Row row;

  ResetFlood(String title, String nuisance, IntFunction<FrameBytes> step) {
    this(title, nuisance, AttackFrames::opening, step);
  }

  ResetFlood(
      String title, String nuisance, Supplier<FrameBytes> opening, IntFunction<FrameBytes> step) {
    row = new Row(title, BOUND, new Goodbye(ENHANCE_YOUR_CALM, nuisance), opening, step);
  }

  @Override
  public Row row() {
    return row;
  }
}
