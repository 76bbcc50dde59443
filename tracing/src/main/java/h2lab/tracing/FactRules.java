package h2lab.tracing;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be true of a fact in every recording.
 *
 * @param first of which clients it holds at first
 * @param excuses whether it tells of a failure, so that the action need not have done all it does
 * @param shows buffers of which one is not empty while it holds; none for no such rule
 * @param covers buffers that are not empty only while it holds, or another fact that covers them
 */
public record FactRules(First first, boolean excuses, Set<Buffer> shows, Set<Buffer> covers) {
  /** Does not hold at first, and nothing more. */
  public static final FactRules NONE =
      new FactRules(First.NONE, false, EnumSet.noneOf(Buffer.class), EnumSet.noneOf(Buffer.class));

  /** The clients of which a fact holds when they are accepted. */
  public enum First {
    NONE,
    CLEARTEXT,
    TLS,
    ALL;

    /** Whether it holds of a client at first. */
    public boolean holds(boolean encrypted) {
      return this == ALL || this == (encrypted ? TLS : CLEARTEXT);
    }
  }

  /** Where octets of a client wait, as actions record it. */
  public enum Buffer {
    TLS_PENDING("tlsPending"),
    TO_ENCRYPT("toEncrypt"),
    TO_WRITE("toWrite");

    /** The field of {@link ActionEvent}. */
    public final String label;

    Buffer(String label) {
      this.label = label;
    }
  }

  /** Holds at first of these clients. */
  public static FactRules first(First clients) {
    return new FactRules(clients, NONE.excuses, NONE.shows, NONE.covers);
  }

  /** Tells of a failure. */
  public FactRules excusing() {
    return new FactRules(first, true, shows, covers);
  }

  /** Holds only while octets wait in one of these. */
  public FactRules showing(Buffer... buffers) {
    return new FactRules(first, excuses, Set.of(buffers), covers);
  }

  /** Octets wait in these only while it holds. */
  public FactRules covering(Buffer... buffers) {
    return new FactRules(first, excuses, shows, Set.of(buffers));
  }

  /** As a recording lists them. */
  static String labels(Set<Buffer> buffers) {
    return Stream.of(Buffer.values())
        .filter(buffers::contains)
        .map(buffer -> buffer.label)
        .collect(Collectors.joining(" "));
  }
}
