package h2lab.analysis.check.trace;

import java.util.Arrays;

/**
 * The steps of one client that wait to be judged, and some that were, by number: rows of a
 * recording come in disorder. Grows with the disorder, not with the recording.
 *
 * <p>What octets change is kept as the imbalance of each buffer over each step: the level at the
 * next selection, less the level at this one, less what moved. Once all rows have come it is 0.
 */
final class StepWindow {
  /** Steps that were judged and are kept to be shown. */
  static final int KEPT = 4;

  private static final int LEAST_CAPACITY = 32;
  private static final byte ABSENT = -1;

  private int mask = LEAST_CAPACITY - 1;
  private byte[] row = filled(LEAST_CAPACITY);
  private int[] facts = new int[LEAST_CAPACITY];
  private int[] points = new int[LEAST_CAPACITY];
  private boolean[] told = new boolean[LEAST_CAPACITY];
  private long[] imbalance = new long[OctetFlow.ARROWS * LEAST_CAPACITY];
  private int[] level = new int[OctetFlow.ARROWS * LEAST_CAPACITY];
  private long first;
  private long end;

  /**
   * @param first the lowest step there can be
   */
  StepWindow(long first) {
    this.first = first;
    end = first;
  }

  private static byte[] filled(int capacity) {
    byte[] rows = new byte[capacity];
    Arrays.fill(rows, ABSENT);
    return rows;
  }

  /** The lowest step that is kept. */
  long first() {
    return first;
  }

  /** Behind the highest step of which anything is known. */
  long end() {
    return end;
  }

  /** Makes room for a step that is not below the first. */
  void reach(long step) {
    if (step < end) {
      return;
    }
    while (step - first > mask) {
      grow();
    }
    end = step + 1;
  }

  private void grow() {
    StepWindow larger = new StepWindow(first);
    int capacity = 2 * (mask + 1);
    larger.mask = capacity - 1;
    larger.row = filled(capacity);
    larger.facts = new int[capacity];
    larger.points = new int[capacity];
    larger.told = new boolean[capacity];
    larger.imbalance = new long[OctetFlow.ARROWS * capacity];
    larger.level = new int[OctetFlow.ARROWS * capacity];
    for (long step = first; step < end; step++) {
      copy(step, larger);
    }
    row = larger.row;
    facts = larger.facts;
    points = larger.points;
    told = larger.told;
    imbalance = larger.imbalance;
    level = larger.level;
    mask = larger.mask;
  }

  private void copy(long step, StepWindow to) {
    int from = at(step);
    int into = to.at(step);
    to.row[into] = row[from];
    to.facts[into] = facts[from];
    to.points[into] = points[from];
    to.told[into] = told[from];
    for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
      to.imbalance[to.at(arrow, step)] = imbalance[at(arrow, step)];
      to.level[to.at(arrow, step)] = level[at(arrow, step)];
    }
  }

  private int at(long step) {
    return (int) step & mask;
  }

  private int at(int arrow, long step) {
    return at(step) * OctetFlow.ARROWS + arrow;
  }

  /** Forgets all steps below one. */
  void forgetBelow(long step) {
    for (; first < step; first++) {
      int at = at(first);
      row[at] = ABSENT;
      points[at] = 0;
      told[at] = false;
      for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
        imbalance[at(arrow, first)] = 0;
      }
    }
  }

  void set(long step, int facts, int row) {
    this.facts[at(step)] = facts;
    this.row[at(step)] = (byte) row;
  }

  boolean has(long step) {
    return step >= first && step < end && row[at(step)] != ABSENT;
  }

  int row(long step) {
    return row[at(step)];
  }

  int facts(long step) {
    return facts[at(step)];
  }

  /** What waited in a buffer at the selection. */
  int level(int arrow, long step) {
    return level[at(arrow, step)];
  }

  void setLevel(int arrow, long step, int octets) {
    level[at(arrow, step)] = octets;
  }

  /** Octets passed these points in the step. */
  void addPoints(long step, int set) {
    points[at(step)] |= set;
  }

  int points(long step) {
    return points[at(step)];
  }

  /** Something else of the step is recorded: frames, a change of the client's life. */
  void tell(long step) {
    told[at(step)] = true;
  }

  boolean isTold(long step) {
    return told[at(step)];
  }

  void addImbalance(int arrow, long step, long octets) {
    imbalance[at(arrow, step)] += octets;
  }

  long imbalance(int arrow, long step) {
    return imbalance[at(arrow, step)];
  }
}
