package h2lab.server.attacks;

import h2lab.server.http2.FrameBytes;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An attack that sends without end: what begins it, what its n-th step is, within how many steps
 * the server has to end it, and with which words. The tables are {@link ResetFlood}, {@link
 * FieldFlood}, {@link FrameFlood} and {@link WindowFlood}.
 *
 * <p>The bounds hold for a server with default limits. Where a budget refills by time, they are
 * several times the budget: a server would have to be slow for minutes to reach them innocently.
 */
interface Flood {
  /**
   * What a row of the tables has.
   *
   * @param title for people
   * @param bound steps within which the server has to end it
   * @param end code it has to be told, and a part of the reason; null if it has to be put up with
   */
  record Row(
      String title,
      int bound,
      Goodbye end,
      Supplier<FrameBytes> opening,
      IntFunction<FrameBytes> step) {}

  /** All that have to be ended. */
  static List<Flood> all() {
    return Stream.<Flood[]>of(
            ResetFlood.values(), FieldFlood.values(), FrameFlood.values(), WindowFlood.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** Those, and behind what a server has to put up with. */
  static List<Flood> everything() {
    return Stream.concat(Stream.of(Burden.values()), all().stream()).toList();
  }

  /** This flood's row of its table. */
  Row row();

  default String title() {
    return row().title();
  }

  default int bound() {
    return row().bound();
  }

  default Goodbye end() {
    return row().end();
  }

  /** What is sent first. */
  default byte[] begin() {
    return row().opening().get().octets();
  }

  /**
   * What is sent again and again.
   *
   * @param n from 0
   */
  default byte[] step(int n) {
    return row().step().apply(n).octets();
  }
}
