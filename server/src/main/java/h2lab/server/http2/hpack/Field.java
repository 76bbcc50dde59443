package h2lab.server.http2.hpack;

import java.util.function.BinaryOperator;

/** A field line; each character stands for one octet. Used by one thread, as its connection is. */
public final class Field {
  /** Octets every entry of a table counts for beside its own (RFC 7541 section 4.1). */
  private static final int OVERHEAD = 32;

  private final String name;
  private final String value;
  private boolean judged;
  private String fault;

  Field(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** As sent, not judged. */
  public String name() {
    return name;
  }

  /** As sent, not judged. */
  public String value() {
    return value;
  }

  /** Octets this counts for in a table, and in SETTINGS_MAX_HEADER_LIST_SIZE. */
  public int size() {
    return name.length() + value.length() + OVERHEAD;
  }

  /**
   * What is wrong with it; judged once, so that an entry of a table that is referred to a thousand
   * times costs no more than its references.
   *
   * @param rules what is wrong with a name and value, null for nothing; the same at each call
   */
  public String fault(BinaryOperator<String> rules) {
    if (!judged) {
      judged = true;
      fault = rules.apply(name, value);
    }
    return fault;
  }
}
