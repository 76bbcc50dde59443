package h2lab.server.load;

/**
 * The streams of one connection that wait for their response: when each was meant to begin, what
 * has come of its response, and what was sent of its content. Primitive arrays only, so that
 * requests leave nothing to collect.
 *
 * <p>Stream ids are consecutive, so while answers come in order this is a ring; when one is late
 * the others step round it (open addressing, at most half full).
 */
final class OpenStreams {
  /** What {@link #slot} returns for a stream that is not open. */
  static final int NONE = -1;

  /** What {@link #missing} returns where the response did not say how long it is. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private final int[] ids;
  private final long[] intended;
  private final int[] status;
  private final int[] unacknowledged;
  private final long[] missing;
  private final int[] sent;
  private final int[] sendWindow;
  private final boolean[] queued;
  private final int mask;
  private int count;
  private int last;

  /**
   * @param most streams that are ever open at a time
   */
  OpenStreams(int most) {
    int slots = Math.max(16, Integer.highestOneBit(most) << 2);
    this.ids = new int[slots];
    this.intended = new long[slots];
    this.status = new int[slots];
    this.unacknowledged = new int[slots];
    this.missing = new long[slots];
    this.sent = new int[slots];
    this.sendWindow = new int[slots];
    this.queued = new boolean[slots];
    this.mask = slots - 1;
  }

  /** How many are open. */
  int count() {
    return count;
  }

  /**
   * Opens stream {@code id}, meant to begin at {@code intendedNanos}.
   *
   * @param window octets of content that the server takes on it at first
   */
  void add(int id, long intendedNanos, int window) {
    int slot = home(id);
    while (ids[slot] != 0) {
      slot = slot + 1 & mask;
    }
    ids[slot] = id;
    intended[slot] = intendedNanos;
    status[slot] = 0;
    unacknowledged[slot] = 0;
    missing[slot] = UNKNOWN;
    sent[slot] = 0;
    sendWindow[slot] = window;
    queued[slot] = false;
    count++;
    last = id;
  }

  /** The id of the stream that was opened last; 0 if none was. */
  int lastAdded() {
    return last;
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

  /**
   * The response has begun.
   *
   * @param contentLength what it says of its length, or {@link #UNKNOWN}
   */
  void answer(int slot, int code, long contentLength) {
    status[slot] = code;
    missing[slot] = contentLength;
  }

  /**
   * How many octets of the response's content are still to come; below 0 if there were more than it
   * said, {@link #UNKNOWN} if it said nothing.
   */
  long missing(int slot) {
    return missing[slot];
  }

  /**
   * Counts octets of the response.
   *
   * @param flowOctets what counts for flow control
   * @param contentOctets what of it is content
   * @return how many octets there are since this was last {@link #widened}
   */
  int receive(int slot, int flowOctets, int contentOctets) {
    if (missing[slot] != UNKNOWN) {
      missing[slot] -= contentOctets;
    }
    return unacknowledged[slot] += flowOctets;
  }

  /** The window of the stream has been opened again. */
  void widened(int slot) {
    unacknowledged[slot] = 0;
  }

  /** How many octets of the request's content were sent. */
  int sent(int slot) {
    return sent[slot];
  }

  /** How many octets the server takes on the stream; below 0 if it took back what it granted. */
  int sendWindow(int slot) {
    return sendWindow[slot];
  }

  /** Counts octets of content that were sent, out of the stream's window. */
  void send(int slot, int octets) {
    sent[slot] += octets;
    sendWindow[slot] -= octets;
  }

  /** Changes what the server takes on the stream. */
  void sendWindow(int slot, int octets) {
    sendWindow[slot] = octets;
  }

  /** Whether the stream has its turn to send coming. */
  boolean queued(int slot) {
    return queued[slot];
  }

  void queued(int slot, boolean is) {
    queued[slot] = is;
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

  /** The id of the stream at a slot that is taken. */
  int id(int slot) {
    return ids[slot];
  }

  private int home(int id) {
    return id >>> 1 & mask;
  }

  private void move(int from, int to) {
    ids[to] = ids[from];
    intended[to] = intended[from];
    status[to] = status[from];
    unacknowledged[to] = unacknowledged[from];
    missing[to] = missing[from];
    sent[to] = sent[from];
    sendWindow[to] = sendWindow[from];
    queued[to] = queued[from];
  }
}
