package h2lab.server.http2.hpack;

import java.util.ArrayList;
import java.util.List;

/**
 * The static table and behind it the dynamic one, newest entry first (RFC 7541 section 2.3). The
 * dynamic one holds at most the initial SETTINGS_HEADER_TABLE_SIZE, which we never change.
 */
final class FieldTable {
  private static final int MOST_OCTETS = 4_096;

  private final List<Field> newestLast = new ArrayList<>();
  private int capacity = MOST_OCTETS;
  private int octets;
  private long changes;

  /**
   * The entry of an index.
   *
   * @throws CompressionException if there is none
   */
  Field at(int index) throws CompressionException {
    int newestLastIndex = newestLast.size() - (index - StaticTable.SIZE);
    if (index < 1 || newestLastIndex < 0) {
      throw new CompressionException("index " + index + " is in no table");
    }
    return index <= StaticTable.SIZE ? StaticTable.at(index) : newestLast.get(newestLastIndex);
  }

  /** Adds an entry and evicts the oldest for it (section 4.4); one too large empties the table. */
  void add(Field field) {
    changes++;
    evictTo(capacity - field.size());
    if (field.size() <= capacity) {
      newestLast.add(field);
      octets += field.size();
    }
  }

  /**
   * Applies a dynamic table size update (section 6.3).
   *
   * @throws CompressionException if it exceeds what our SETTINGS allow
   */
  void resize(int capacity) throws CompressionException {
    if (capacity > MOST_OCTETS) {
      throw new CompressionException("a table of " + capacity + " octets was never allowed");
    }
    changes++;
    this.capacity = capacity;
    evictTo(capacity);
  }

  private void evictTo(int most) {
    int evicted = 0;
    while (octets > most && evicted < newestLast.size()) {
      octets -= newestLast.get(evicted++).size();
    }
    newestLast.subList(0, evicted).clear();
  }

  /** Grows with every change: blocks decode as they did while it does not. */
  long changes() {
    return changes;
  }
}
