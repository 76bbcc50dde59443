package h2lab.server.attacks;

import static h2lab.server.attacks.AttackFrames.LARGEST_PAYLOAD;
import static h2lab.server.attacks.AttackFrames.block;
import static h2lab.server.attacks.AttackFrames.bomb;
import static h2lab.server.attacks.AttackFrames.control;
import static h2lab.server.attacks.AttackFrames.opening;
import static h2lab.server.attacks.AttackFrames.openingWithClosedWindows;
import static h2lab.server.attacks.AttackFrames.upload;
import static h2lab.server.attacks.AttackFrames.waitingStreams;
import static h2lab.server.http2.FrameBytes.CONTINUATION;
import static h2lab.server.http2.FrameBytes.DATA;
import static h2lab.server.http2.FrameBytes.HEADERS;
import static h2lab.server.http2.FrameBytes.nothing;

import h2lab.server.http2.FrameBytes;
import java.util.function.Supplier;

/**
 * The table of attacks that make a server keep as much as it allows: what is sent, and how much a
 * server may keep for one such client, its buffers of 136 KiB included.
 */
enum Hoard {
  IDLE(200, "a connection that asks for nothing", AttackFrames::opening),
  STREAMS(
      400,
      "1,000 responses of 1 GiB that wait for a window",
      () -> waitingStreams(openingWithClosedWindows(), 1_000)),
  UPLOADS(400, "1,000 uploads that never go on", () -> thousandOf("/sink", 0)),
  ECHO(
      300,
      "an echo of as much as the connection's window takes, not read",
      () -> {
        FrameBytes frames = openingWithClosedWindows().ask(0, 1, "POST", "/echo");
        for (int i = 0; i < 3; i++) {
          frames.data(0, 1, LARGEST_PAYLOAD);
        }
        return frames.data(0, 1, LARGEST_PAYLOAD - 1);
      }),
  ECHOES(1_600, "1,000 echoes of an octet, not read", () -> thousandOf("/echo", 1)),
  TABLE(
      200,
      "a field of 4,000 octets in the HPACK table",
      () -> opening().append(block(1, bomb(1, control())).octets())),
  FIELD_BLOCK(
      300,
      "a field block of 64 KiB that is not ended",
      AttackFrames::opening,
      () -> {
        FrameBytes frames = nothing().frame(HEADERS, 0, 1, new byte[LARGEST_PAYLOAD]);
        for (int i = 0; i < 3; i++) {
          frames.frame(CONTINUATION, 0, 1, new byte[LARGEST_PAYLOAD]);
        }
        return frames;
      }),
  FRAME(
      200,
      "a frame that lacks its last octet",
      () -> opening().append(upload(1).octets()),
      () -> nothing().header(LARGEST_PAYLOAD, DATA, 0, 1).append(new byte[LARGEST_PAYLOAD - 1]));

  private final String title;
  private final int kibibytes;
  private final Supplier<FrameBytes> whole;
  private final Supplier<FrameBytes> partial;

  Hoard(int kibibytes, String title, Supplier<FrameBytes> whole) {
    this(kibibytes, title, whole, FrameBytes::nothing);
  }

  Hoard(int kibibytes, String title, Supplier<FrameBytes> whole, Supplier<FrameBytes> partial) {
    this.kibibytes = kibibytes;
    this.title = title;
    this.whole = whole;
    this.partial = partial;
  }

  private static FrameBytes thousandOf(String path, int octets) {
    FrameBytes frames = openingWithClosedWindows();
    for (int streamId = 1; streamId < 2_000; streamId += 2) {
      frames.ask(0, streamId, "POST", path);
      if (octets > 0) {
        frames.data(0, streamId, octets);
      }
    }
    return frames;
  }

  /** What it is, for people. */
  String title() {
    return title;
  }

  /** How much a server may keep for one such client, in KiB. */
  int kibibytes() {
    return kibibytes;
  }

  /** What is sent, all at once; in it a PING, which tells when it was handled. */
  byte[] octets() {
    return whole.get().append(AttackFrames.ping()).append(partial.get().octets()).octets();
  }
}
