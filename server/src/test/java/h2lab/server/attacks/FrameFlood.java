package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.LARGEST_PAYLOAD;
import static h2lab.server.attacks.AttackFrames.block;
import static h2lab.server.attacks.AttackFrames.changesOfTheWindow;
import static h2lab.server.attacks.AttackFrames.octets;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.AttackFrames.stream;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.AttackFrames.waitingStreams;
import static h2lab.server.attacks.Goodbye.ENHANCE_YOUR_CALM;
import static h2lab.server.http2.FrameBytes.ACK;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.PADDED;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Frames that make the server work and ask for nothing: so many at once are tolerated. */
enum FrameFlood implements Flood {
  SETTINGS("SETTINGS", 1_000, "settings", n -> nothing().frame(FrameBytes.SETTINGS, 0, 0)),
  SETTINGS_FULL(
      "SETTINGS of 2,730 window changes each, 1,000 streams waiting",
      1_000,
      "settings",
      () -> waitingStreams(openingWithClosedWindows(), 1_000),
      n -> nothing().frame(FrameBytes.SETTINGS, 0, 0, changesOfTheWindow())),
  SETTINGS_ACK(
      "SETTINGS acknowledged that were never sent",
      10_000,
      "no-effect",
      n -> nothing().frame(FrameBytes.SETTINGS, ACK, 0)),
  PING("PING", 10_000, "ping", n -> nothing().frame(FrameBytes.PING, 0, 0, new byte[8])),
  PING_ACK(
      "PING acknowledged that was never sent",
      10_000,
      "no-effect",
      n -> nothing().frame(FrameBytes.PING, ACK, 0, new byte[8])),
  EMPTY_DATA(
      "empty DATA",
      1_000,
      "empty-data",
      () -> opening().append(upload(1).octets()),
      n -> nothing().data(0, 1, 0)),
  PADDING_ONLY(
      "DATA of padding only",
      1_000,
      "empty-data",
      () -> opening().append(upload(1).octets()),
      n -> nothing().frame(DATA, PADDED, 1, octets(1, 0))),
  PRIORITY(
      "PRIORITY",
      10_000,
      "no-effect",
      n -> nothing().frame(FrameBytes.PRIORITY, 0, stream(n), new byte[5])),
  UNKNOWN_TYPE("frames of an unknown type", 10_000, "no-effect", n -> nothing().frame(0xfa, 0, 0)),
  UNKNOWN_TYPE_LARGE(
      "frames of an unknown type, 16 KiB each",
      3_000,
      "no-effect",
      n -> nothing().frame(0xfa, 0, 0, new byte[LARGEST_PAYLOAD])),
  GOAWAY(
      "GOAWAY, one stream waiting",
      10_000,
      "no-effect",
      () -> waitingStreams(openingWithClosedWindows(), 1),
      n -> nothing().frame(FrameBytes.GOAWAY, 0, 0, new byte[8])),
  DATA_ON_RESET(
      "DATA on a stream that the server has reset",
      10_000,
      "no-effect",
      () -> opening().append(block(1, new byte[0]).octets()),
      n -> nothing().data(0, 1, 1)),
  HEADERS_ON_RESET(
      "HEADERS on a stream that the server has reset",
      10_000,
      "no-effect",
      () -> opening().append(block(1, new byte[0]).octets()),
      n -> nothing().trailers(1));

  private final Row row;

  FrameFlood(String title, int bound, String nuisance, IntFunction<FrameBytes> step) {
    this(title, bound, nuisance, AttackFrames::opening, step);
  }

  FrameFlood(
      String title,
      int bound,
      String nuisance,
      Supplier<FrameBytes> opening,
      IntFunction<FrameBytes> step) {
    row = new Row(title, bound, new Goodbye(ENHANCE_YOUR_CALM, nuisance), opening, step);
  }

  @Override
  public Row row() {
    return row;
  }
}
