package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.LARGEST_PAYLOAD;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.Goodbye.ENHANCE_YOUR_CALM;
import static h2lab.server.attacks.Goodbye.FLOW_CONTROL_ERROR;
import static h2lab.server.attacks.Goodbye.FRAME_SIZE_ERROR;
import static h2lab.server.attacks.Goodbye.STREAM_CLOSED;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Windows, lengths and stream ids up to what RFC 9113 allows and beyond. */
enum WindowFlood implements Flood {
  DRIBBLE(
      "WINDOW_UPDATE by 1, nothing being sent",
      10_000,
      ENHANCE_YOUR_CALM,
      "small-window-update",
      n -> nothing().windowUpdate(0, 1)),
  CLOSED_STREAM(
      "WINDOW_UPDATE by 1,024 on a closed stream",
      10_000,
      ENHANCE_YOUR_CALM,
      "window-update",
      () -> opening().request(1),
      n -> nothing().windowUpdate(1, 1_024)),
  OVERFLOW(
      "the connection's window beyond 2^31-1",
      1,
      FLOW_CONTROL_ERROR,
      "",
      n -> nothing().windowUpdate(0, Integer.MAX_VALUE)),
  SETTINGS_OVERFLOW(
      "SETTINGS_INITIAL_WINDOW_SIZE beyond 2^31-1",
      1,
      FLOW_CONTROL_ERROR,
      "",
      n -> nothing().setting(4, 0xffff_ffffL)),
  ECHO_NOT_READ(
      "echo that nobody reads, DATA beyond the window",
      5,
      FLOW_CONTROL_ERROR,
      "",
      () -> openingWithClosedWindows().ask(0, 1, "POST", "/echo"),
      n -> nothing().data(0, 1, LARGEST_PAYLOAD)),
  FRAME_TOO_LARGE(
      "a frame of 16 MiB announced",
      1,
      FRAME_SIZE_ERROR,
      "",
      n -> nothing().header(0xff_ffff, DATA, 0, 1)),
  STREAM_IDS_USED_UP(
      "a stream after 2^31-1",
      1,
      STREAM_CLOSED,
      "",
      () -> opening().request(Integer.MAX_VALUE),
      n -> nothing().request(Integer.MAX_VALUE - 2));

  private final Row row;

  WindowFlood(String title, int bound, int code, String reason, IntFunction<FrameBytes> step) {
    this(title, bound, code, reason, AttackFrames::opening, step);
  }

  WindowFlood(
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
