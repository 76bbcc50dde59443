package h2lab.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When replies are written of which more are to come, because more requests were read already. A
 * client that has nothing to do until it is answered works while the server does, if the first
 * answers come early; each write has its price.
 *
 * @param first replies of the size of a Hello World after which the first write is made; {@link
 *     #ALL} for none before all is answered
 * @param growth by how much more may gather before each further write
 */
public record FlushPolicy(int first, int growth) {
  /** More replies than are ever gathered. */
  public static final int ALL = Integer.MAX_VALUE;

  /** One write for all that a read brought. */
  public static final FlushPolicy BATCH = new FlushPolicy(ALL, 1);

  /** Early first, while the client is idle, then more and more at once. */
  public static final FlushPolicy EAGER_WHEN_IDLE = new FlushPolicy(4, 4);

  private static final Pattern EVERY = Pattern.compile("every-([1-9][0-9]{0,5})");

  /** A write after each so many replies. */
  public static FlushPolicy every(int replies) {
    return new FlushPolicy(replies, 1);
  }

  /**
   * The policy of a name.
   *
   * @param name {@code batch}, {@code every-N} with N from 1 to 999999, or {@code eager-when-idle}
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FlushPolicy of(String name) {
    Matcher every = EVERY.matcher(name);
    if (every.matches()) {
      return every(Integer.parseInt(every.group(1)));
    }
    return switch (name) {
      case "batch" -> BATCH;
      case "eager-when-idle" -> EAGER_WHEN_IDLE;
      default -> throw new IllegalArgumentException("batch, every-N or eager-when-idle");
    };
  }

  @Override
  public String toString() {
    return equals(BATCH) ? "batch" : growth == 1 ? "every-" + first : "eager-when-idle";
  }
}
