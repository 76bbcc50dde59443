package h2lab.server.attacks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What came of one attacker.
 *
 * @param end null if the server has put up with it
 * @param frames sent by the time it was told to go, a few of them too late
 * @param octets likewise
 */
record Single(Goodbye end, long frames, long octets, long millis) {
  /** Of attacks that nobody is ended for. */
  static final Single NONE = new Single(null, 0, 0, 0);

  private static final int FRAME_HEADER = 9;
  private static final int PREFACE = 24;
  private static final int AT_ONCE = 20;
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long DRIBBLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Longer than any deadline of the server that is attacked. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Floods with pauses, in which the server can say what it thinks of it. */
  static Single of(Flood flood, URI url) throws IOException {
    try (Attacker attacker = Attacker.connect(url)) {
      long begin = System.nanoTime();
      byte[] opening = flood.begin();
      attacker.send(opening);
      long frames = frames(opening, PREFACE);
      for (int n = 0; !attacker.isEnded() && isPatient(begin); n++) {
        byte[] step = flood.step(n);
        frames += frames(step, 0);
        if (!attacker.send(step) || n == flood.bound() - 1 || n % AT_ONCE == AT_ONCE - 1) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      return of(attacker, frames, begin);
    }
  }

  /** Stalls until it is told to go. */
  static Single of(Stall stall, URI url) throws IOException {
    long begin = System.nanoTime();
    try (Staller staller = Staller.begin(stall, url)) {
      while (!staller.isEnded() && isPatient(begin)) {
        staller.dribble();
        LockSupport.parkNanos(DRIBBLE_NANOS);
      }
      return of(staller.attacker(), 0, begin);
    }
  }

  private static Single of(Attacker attacker, long frames, long begin) throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    Goodbye end = attacker.isEnded() ? attacker.awaitEnd() : null;
    return new Single(end, frames, attacker.octets(), millis);
  }

  /** What it was answered with, for a cell of a table. */
  String answer() {
    return end == null ? "-" : end.toString();
  }

  private static boolean isPatient(long begin) {
    return System.nanoTime() - begin < PATIENCE_NANOS;
  }

  private static long frames(byte[] octets, int from) {
    long frames = 0;
    for (int at = from; at + FRAME_HEADER <= octets.length; frames++) {
      int length =
          (octets[at] & 0xff) << 16 | (octets[at + 1] & 0xff) << 8 | (octets[at + 2] & 0xff);
      at += FRAME_HEADER + length;
    }
    return frames;
  }
}
