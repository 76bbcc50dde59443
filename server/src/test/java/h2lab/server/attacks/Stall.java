package h2lab.server.attacks;

import h2lab.server.deadline.Deadline;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An attack that occupies a place and does next to nothing: what is sent at once, what follows
 * octet by octet, over and over, which deadline passes by that, and what the server says. The
 * tables are {@link FrameStall} and {@link TlsStall}.
 */
interface Stall {
  /** How the client is connected. */
  enum Way {
    /** By TLS if the server speaks it, and reads what the server says. */
    READS,
    /** Likewise, and never reads. */
    DEAF,
    /** By TCP, whatever the server speaks. */
    TCP,
    /** By TLS; what follows octet by octet goes past it, as if it were its records. */
    BELOW_TLS;

    Attacker connect(URI url) throws IOException {
      return switch (this) {
        case READS, BELOW_TLS -> Attacker.connect(url);
        case DEAF -> Attacker.connectDeaf(url);
        case TCP -> Attacker.connectTcp(url);
      };
    }
  }

  /**
   * What a row of the tables has.
   *
   * @param title for people
   * @param code the error code it has to be told
   * @param dribble empty for silence
   */
  record Row(
      String title,
      Deadline deadline,
      int code,
      Way way,
      Supplier<byte[]> opening,
      Supplier<byte[]> dribble) {}

  /** All there are. */
  static List<Stall> all() {
    return Stream.<Stall[]>of(FrameStall.values(), TlsStall.values()).flatMap(Stream::of).toList();
  }

  /** Those that let a deadline pass. */
  static List<Stall> of(Deadline deadline) {
    return all().stream().filter(stall -> stall.row().deadline() == deadline).toList();
  }

  /** This stall's row of its table. */
  Row row();

  /** Whether it needs a server that speaks TLS. */
  default boolean needsTls() {
    return row().way() == Way.TCP || row().way() == Way.BELOW_TLS;
  }
}
