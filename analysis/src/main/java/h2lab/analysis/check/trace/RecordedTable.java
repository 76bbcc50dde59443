package h2lab.analysis.check.trace;

import h2lab.analysis.recording.FactRow;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.TableRow;
import h2lab.tracing.Course;
import h2lab.tracing.FactRules.First;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Facts and action table as a recording tells them. A set of facts is an int whose bit n is the
 * fact of order n.
 */
final class RecordedTable {
  /** No set of facts: some mark is not of the table. */
  static final int UNKNOWN = -1;

  /** A row of the table; its effects are until the next selection. */
  record Row(
      String action,
      int needs,
      int without,
      Course course,
      int adds,
      int removes,
      int mayAdd,
      int mayRemove,
      int points) {}

  private final List<FactRow> facts;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> rowByAction = new HashMap<>();
  private final Map<String, Integer> setByMarks = new HashMap<>();
  private final byte[] first;
  private final int excuses;
  private final int[] shows;
  private final int[] covers = new int[OctetFlow.ARROWS];
  private final int mayAddMeanwhile;
  private final int mayRemoveMeanwhile;
  private final int pointsMeanwhile;

  private RecordedTable(List<FactRow> facts, List<TableRow> table) {
    this.facts = facts;
    for (TableRow row : table) {
      rowByAction.put(row.action(), rows.size());
      rows.add(row(row));
    }
    first = new byte[1 << facts.size()];
    for (int set = 0; set < first.length; set++) {
      first[set] = (byte) firstEnabled(set);
    }
    shows = new int[facts.size()];
    int failures = 0;
    for (int fact = 0; fact < shows.length; fact++) {
      failures |= facts.get(fact).tellsOf().equals("failure") ? 1 << fact : 0;
      shows[fact] = OctetFlow.buffers(facts.get(fact).shows());
      addCover(fact, OctetFlow.buffers(facts.get(fact).covers()));
    }
    excuses = failures;
    List<Row> waiting = rows.stream().filter(row -> row.course == Course.WAITS).toList();
    mayAddMeanwhile = waiting.stream().mapToInt(Row::mayAdd).reduce(0, (a, b) -> a | b);
    mayRemoveMeanwhile = waiting.stream().mapToInt(Row::mayRemove).reduce(0, (a, b) -> a | b);
    pointsMeanwhile = waiting.stream().mapToInt(Row::points).reduce(0, (a, b) -> a | b);
  }

  /**
   * The table of a recording.
   *
   * @throws UntoldTable if it has none, or one that does not tell what its actions change
   */
  static RecordedTable of(Recording recording) throws UntoldTable {
    List<FactRow> facts = recording.facts();
    List<TableRow> table = recording.table();
    boolean told = !table.isEmpty() && table.stream().allMatch(row -> row.course() != null);
    if (!told || facts.isEmpty()) {
      throw new UntoldTable(
          recording.file() + " has no action table that tells what actions change");
    }
    return new RecordedTable(facts, table);
  }

  private Row row(TableRow row) {
    return new Row(
        row.action(),
        set(row.needs()),
        set(row.without()),
        Course.valueOf(row.course()),
        set(row.adds()),
        set(row.removes()),
        set(row.mayAdd()),
        set(row.mayRemove()),
        OctetFlow.points(row.moves()));
  }

  private int firstEnabled(int set) {
    for (int row = 0; row < rows.size(); row++) {
      if (holds(row, set)) {
        return row;
      }
    }
    return UNKNOWN;
  }

  private void addCover(int fact, int buffers) {
    for (int buffer = 0; buffer < covers.length; buffer++) {
      covers[buffer] |= (buffers & 1 << buffer) != 0 ? 1 << fact : 0;
    }
  }

  boolean holds(int row, int set) {
    Row one = rows.get(row);
    return (set & one.needs) == one.needs && (set & one.without) == 0;
  }

  /** The row of an action, or {@link #UNKNOWN}. */
  int rowOf(String action) {
    return rowByAction.getOrDefault(action, UNKNOWN);
  }

  Row row(int order) {
    return rows.get(order);
  }

  /** The first row that holds, or {@link #UNKNOWN}. */
  int next(int set) {
    return first[set];
  }

  /** The set with these marks, or {@link #UNKNOWN}. */
  int set(String marks) {
    Integer known = setByMarks.get(marks);
    return known != null ? known : remember(marks);
  }

  private int remember(String marks) {
    int set = 0;
    for (int at = 0; at < marks.length() && set != UNKNOWN; at++) {
      String mark = marks.substring(at, at + 1);
      int bit = 0;
      while (bit < facts.size() && !facts.get(bit).mark().equals(mark)) {
        bit++;
      }
      set = bit == facts.size() ? UNKNOWN : set | 1 << bit;
    }
    setByMarks.put(marks, set);
    return set;
  }

  /** Facts of which any tells that the action before has failed. */
  int excuses() {
    return excuses;
  }

  /** Buffers, as bits, of which one is not empty while the fact holds; 0 for no such rule. */
  int shows(int fact) {
    return shows[fact];
  }

  /** Facts of which one holds while the buffer is not empty; 0 for no such rule. */
  int covers(int buffer) {
    return covers[buffer];
  }

  /** The facts that hold of a client just accepted. */
  int first(boolean encrypted) {
    int set = 0;
    for (int bit = 0; bit < facts.size(); bit++) {
      set |= First.valueOf(facts.get(bit).first()).holds(encrypted) ? 1 << bit : 0;
    }
    return set;
  }

  /** Facts that others may add to a client that waits. */
  int mayAddMeanwhile() {
    return mayAddMeanwhile;
  }

  /** Facts that others may remove from a client that waits. */
  int mayRemoveMeanwhile() {
    return mayRemoveMeanwhile;
  }

  /** Points that octets may pass while a client waits. */
  int pointsMeanwhile() {
    return pointsMeanwhile;
  }

  /** Whether some action moves octets past a point; if none does, what passes there is dark. */
  boolean shows(char point) {
    int mask = OctetFlow.points(String.valueOf(point));
    return rows.stream().anyMatch(row -> (row.points & mask) != 0);
  }

  /** How many facts there are. */
  int facts() {
    return facts.size();
  }

  /** The facts of a set by name. */
  String names(int set) {
    return facts.stream()
        .filter(fact -> (set & 1 << facts.indexOf(fact)) != 0)
        .map(fact -> fact.mark() + " " + fact.name())
        .collect(Collectors.joining(", "));
  }

  /** The facts of a set by their marks; {@code -} for none. */
  String marks(int set) {
    StringBuilder marks = new StringBuilder();
    for (int bit = 0; bit < facts.size(); bit++) {
      marks.append((set & 1 << bit) != 0 ? facts.get(bit).mark() : "");
    }
    return marks.isEmpty() ? "-" : marks.toString();
  }
}
