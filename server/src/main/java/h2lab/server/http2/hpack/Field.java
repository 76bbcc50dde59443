package h2lab.server.http2.hpack;

/**
 * A field line; each character stands for one octet.
 *
 * @param name as sent, not judged
 */
public record Field(String name, String value) {
  /** Octets every entry of a table counts for beside its own (RFC 7541 section 4.1). */
  private static final int OVERHEAD = 32;

  /** Octets this counts for in a table, and in SETTINGS_MAX_HEADER_LIST_SIZE. */
  public int size() {
    return name.length() + value.length() + OVERHEAD;
  }
}
