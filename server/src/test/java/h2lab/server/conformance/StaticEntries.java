package h2lab.server.conformance;

import h2lab.server.conformance.wire.HuffmanCode;
import java.util.List;

/** RFC 7541 appendix A, the way an encoder asks it. */
final class StaticEntries {
  private static final List<String> ROWS = HuffmanCode.lines("static-table.txt");

  private StaticEntries() {}

  /** The index of the entry with this name and value, or 0. */
  static int index(String name, String value) {
    return find(name + " " + value, true);
  }

  /** The index of the first entry with this name, or 0. */
  static int index(String name) {
    return find(name, false);
  }

  private static int find(String text, boolean whole) {
    for (int i = 0; i < ROWS.size(); i++) {
      String entry = ROWS.get(i).split(" ", 2)[1];
      if (entry.equals(text) || !whole && entry.startsWith(text + " ")) {
        return i + 1;
      }
    }
    return 0;
  }
}
