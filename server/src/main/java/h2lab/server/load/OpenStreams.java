package h2lab.server.load;

/**
 * The streams of one connection that wait for their response: when each was meant to begin, its
 * status so far and the octets of its body. Primitive arrays only, so that requests leave nothing
 * to collect.
 *
 * <p>Stream ids are consecutive, so while answers come in order this is a ring; when one is late
 * the others step round it (open addressing, at most half full).
 */
final class OpenStreams {
  /** What {@link #slot} returns for a stream that is not open. */
  static final int NONE = -1;

  private final int[] ids;
  private final long[] intended;
  private final int[] status;
  private final int[] octets;
  private final int mask;
  private int count;

  /**
   * @param most streams that are ever open at a time
   */
  OpenStreams(int most) {
    int slots = Math.max(16, Integer.highestOneBit(most) << 2);
    this.ids = new int[slots];
    this.intended = new long[slots];
    this.status = new int[slots];
    this.octets = new int[slots];
    this.mask = slots - 1;
  }

  /** How many are open. */
  int count() {
    return count;
  }

  /** Opens stream {@code id}, meant to begin at {@code intendedNanos}. */
  void add(int id, long intendedNanos) {
    int slot = home(id);
    while (ids[slot] != 0) {
      slot = slot + 1 & mask;
    }
    ids[slot] = id;
    intended[slot] = intendedNanos;
    status[slot] = 0;
    octets[slot] = 0;
    count++;
  }

  /** The slot of stream {@code id}, good until the next {@link #remove}; or {@link #NONE}. */
  int slot(int id) {
    int slot = home(id);
    while (ids[slot] != id) {
      if (ids[slot] == 0) {
        return NONE;
      }
      slot = slot + 1 & mask;
    }
    return slot;
  }

  long intendedNanos(int slot) {
    return intended[slot];
  }

  /** The final status of the response, 0 while there is none. */
  int status(int slot) {
    return status[slot];
  }

  void answer(int slot, int code) {
    status[slot] = code;
  }

  /** Counts octets of the body. Returns how many there are since this was last {@link #widened}. */
  int receive(int slot, int bodyOctets) {
    return octets[slot] += bodyOctets;
  }

  /** The window of the stream has been opened again. */
  void widened(int slot) {
    octets[slot] = 0;
  }

  /** Closes the stream at {@code slot}, and moves those that had to step round it. */
  void remove(int slot) {
    count--;
    int hole = slot;
    for (int i = slot + 1 & mask; ids[i] != 0; i = i + 1 & mask) {
      int wanted = home(ids[i]);
      if ((i - wanted & mask) >= (i - hole & mask)) {
        move(i, hole);
        hole = i;
      }
    }
    ids[hole] = 0;
  }

  /**
   * The first slot from {@code from} on with a stream id above {@code id}, or {@link #NONE}. To
   * remove all of them, ask again from the slot just removed.
   */
  int slotAbove(int id, int from) {
    for (int slot = from; slot < ids.length; slot++) {
      if (ids[slot] > id) {
        return slot;
      }
    }
    return NONE;
  }

  private int home(int id) {
    return id >>> 1 & mask;
  }

  private void move(int from, int to) {
    ids[to] = ids[from];
    intended[to] = intended[from];
    status[to] = status[from];
    octets[to] = octets[from];
  }
}
