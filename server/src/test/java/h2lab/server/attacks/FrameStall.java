package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.LARGEST_PAYLOAD;
import static h2lab.server.attacks.AttackFrames.LARGEST_SETTINGS;
import static h2lab.server.attacks.AttackFrames.control;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.AttackFrames.waiting;
import static h2lab.server.attacks.AttackFrames.waitingStreams;
import static h2lab.server.attacks.Goodbye.ENHANCE_YOUR_CALM;
import static h2lab.server.attacks.Goodbye.NO_ERROR;
import static h2lab.server.attacks.Goodbye.PROTOCOL_ERROR;
import static h2lab.server.attacks.Goodbye.SETTINGS_TIMEOUT;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.deadline.Deadline;
import h2lab.server.http2.FrameBytes;
import java.util.function.Supplier;

/** Stalls of what comes behind the TLS handshake, and of servers that speak none. */
enum FrameStall implements Stall {
  SILENCE("connects and says nothing", Deadline.PREFACE, PROTOCOL_ERROR, FrameBytes::nothing),
  PREFACE(
      "the client preface, octet by octet",
      Deadline.PREFACE,
      PROTOCOL_ERROR,
      FrameBytes::nothing,
      () -> nothing().preface()),
  NO_SETTINGS(
      "the client preface without its SETTINGS",
      Deadline.PREFACE,
      PROTOCOL_ERROR,
      () -> nothing().preface()),
  SETTINGS(
      "the SETTINGS of the client preface, octet by octet",
      Deadline.PREFACE,
      PROTOCOL_ERROR,
      () -> nothing().preface(),
      () -> nothing().header(LARGEST_SETTINGS, FrameBytes.SETTINGS, 0, 0)),
  FRAME(
      "a frame of 16 KiB, octet by octet",
      Deadline.FRAME,
      ENHANCE_YOUR_CALM,
      () -> opening().header(LARGEST_PAYLOAD, 0xfa, 0, 0),
      () -> nothing().text("x")),
  FIELD_BLOCK(
      "a field block that is not ended",
      Deadline.FRAME,
      ENHANCE_YOUR_CALM,
      () -> opening().frame(HEADERS, 0, 1, control())),
  CONTINUATIONS(
      "CONTINUATION without end, octet by octet",
      Deadline.FRAME,
      ENHANCE_YOUR_CALM,
      () -> opening().frame(HEADERS, 0, 1, control()),
      () -> nothing().frame(CONTINUATION, 0, 1)),
  NO_ACK("does not acknowledge SETTINGS", Deadline.SETTINGS, SETTINGS_TIMEOUT, FrameBytes::opening),
  NO_ACK_BUT_REQUESTS(
      "does not acknowledge SETTINGS, and asks",
      Deadline.SETTINGS,
      SETTINGS_TIMEOUT,
      () -> FrameBytes.opening().request(1).request(3)),
  NO_REQUEST("asks for nothing", Deadline.IDLE, NO_ERROR, AttackFrames::opening),
  PINGS(
      "PING, octet by octet, and nothing else",
      Deadline.IDLE,
      NO_ERROR,
      AttackFrames::opening,
      () -> nothing().append(AttackFrames.ping())),
  UPLOAD(
      "an upload that does not go on",
      Deadline.IDLE,
      ENHANCE_YOUR_CALM,
      () -> opening().append(upload(1).octets())),
  UPLOAD_DRIBBLE(
      "an upload, octet by octet",
      Deadline.IDLE,
      ENHANCE_YOUR_CALM,
      () -> opening().append(upload(1).octets()),
      () -> nothing().data(0, 1, 1)),
  WINDOW(
      "1,000 responses of 1 GiB and no window",
      Deadline.WRITE,
      ENHANCE_YOUR_CALM,
      () -> waitingStreams(openingWithClosedWindows(), 1_000)),
  WINDOW_DRIBBLE(
      "a response of 1 GiB, octet by octet",
      Deadline.WRITE,
      ENHANCE_YOUR_CALM,
      () -> waitingStreams(openingWithClosedWindows(), 1),
      () -> nothing().windowUpdate(1, 1)),
  ECHO(
      "an echo and no window",
      Deadline.WRITE,
      ENHANCE_YOUR_CALM,
      () -> openingWithClosedWindows().ask(0, 1, "POST", "/echo").data(0, 1, 1_000)),
  DEAF(
      "a response of 1 GiB, not read",
      Deadline.WRITE,
      Goodbye.CLOSED,
      Way.DEAF,
      () ->
          nothing()
              .preface()
              .setting(4, Integer.MAX_VALUE)
              .frame(FrameBytes.SETTINGS, FrameBytes.ACK, 0)
              .windowUpdate(0, 1 << 30)
              .append(waiting(1).octets()),
      () -> nothing().append(AttackFrames.ping()));

  private final Row row;

  FrameStall(String title, Deadline deadline, int code, Supplier<FrameBytes> opening) {
    this(title, deadline, code, opening, FrameBytes::nothing);
  }

  FrameStall(
      String title,
      Deadline deadline,
      int code,
      Supplier<FrameBytes> opening,
      Supplier<FrameBytes> dribble) {
    this(title, deadline, code, Way.READS, opening, dribble);
  }

  FrameStall(
      String title,
      Deadline deadline,
      int code,
      Way way,
      Supplier<FrameBytes> opening,
      Supplier<FrameBytes> dribble) {
    row =
        new Row(
            title, deadline, code, way, () -> opening.get().octets(), () -> dribble.get().octets());
  }

  @Override
  public Row row() {
    return row;
  }
}
