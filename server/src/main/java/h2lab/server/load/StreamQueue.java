package h2lab.server.load;

import java.util.function.IntPredicate;

/** Stream ids in the order they came, without an object each; a stream may be in it once. */
final class StreamQueue {
  private final int[] ids;
  private final int mask;
  private int first;
  private int count;

  /**
   * @param most streams that may be in it
   */
  StreamQueue(int most) {
    int slots = Integer.highestOneBit(Math.max(1, most)) << 1;
    this.ids = new int[slots];
    this.mask = slots - 1;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether one more has no room. */
  boolean isFull() {
    return count == ids.length;
  }

  /** Takes out all but those that {@code wanted} holds for. */
  void retain(IntPredicate wanted) {
    for (int i = count; i > 0; i--) {
      int id = remove();
      if (wanted.test(id)) {
        add(id);
      }
    }
  }

  void add(int id) {
    ids[first + count & mask] = id;
    count++;
  }

  int remove() {
    int id = ids[first];
    first = first + 1 & mask;
    count--;
    return id;
  }
}
