package h2lab.analysis.check.trace;

import h2lab.tracing.FactRules.Buffer;
import h2lab.tracing.FlowPoint;

/**
 * Which buffer fills and which drains when octets pass a point of the flow: one arrow for each of
 * the buffers whose levels actions record, by the order of {@link Buffer}.
 */
final class OctetFlow {
  /** As many as buffers. */
  static final int ARROWS = Buffer.values().length;

  static final int TLS_PENDING = Buffer.TLS_PENDING.ordinal();
  static final int TO_ENCRYPT = Buffer.TO_ENCRYPT.ordinal();
  static final int TO_WRITE = Buffer.TO_WRITE.ordinal();

  private static final FlowPoint[] POINTS = FlowPoint.values();
  private static final Rule[] RULES = {Rule.TO_DECRYPT, Rule.TO_ENCRYPT, Rule.TO_WRITE};

  private final boolean encrypted;
  private final boolean[] judged;

  /**
   * @param table tells which points are dark
   */
  OctetFlow(RecordedTable table, boolean encrypted) {
    this.encrypted = encrypted;
    judged = new boolean[ARROWS];
    judged[TLS_PENDING] = encrypted && table.shows('1') && table.shows('2');
    judged[TO_ENCRYPT] = encrypted && table.shows('4');
    judged[TO_WRITE] = table.shows('6');
  }

  /** Whether both ends of an arrow are recorded. */
  boolean judges(int arrow) {
    return judged[arrow];
  }

  /** The rule of an arrow. */
  static Rule rule(int arrow) {
    return RULES[arrow];
  }

  /** By how much a buffer rises for each octet past a point: 1, 0 or -1. */
  int rise(int arrow, FlowPoint point, boolean inwards) {
    if (arrow == TLS_PENDING) {
      return switch (point) {
        case PEER_IN -> 1;
        case TO_DECRYPT -> -1;
        case DISCARDED -> inwards ? -1 : 0;
        default -> 0;
      };
    }
    if (arrow == TO_ENCRYPT) {
      return switch (point) {
        case REPLIES -> 1;
        case TO_ENCRYPT -> -1;
        case DISCARDED -> inwards ? 0 : -1;
        default -> 0;
      };
    }
    return switch (point) {
      case TLS_OUTPUT -> 1;
      case REPLIES -> encrypted ? 0 : 1;
      case PEER_OUT -> -1;
      default -> 0;
    };
  }

  /** A point by the label that recordings have; null if there is none. */
  static FlowPoint point(String label) {
    for (FlowPoint point : POINTS) {
      if (point.label.equals(label)) {
        return point;
      }
    }
    return null;
  }

  /** The points with these marks, as bits. */
  static int points(String marks) {
    int set = 0;
    for (FlowPoint point : POINTS) {
      set |= marks.indexOf(point.mark()) >= 0 ? bit(point) : 0;
    }
    return set;
  }

  /** The marks of these points; {@code -} for none. */
  static String marks(int points) {
    StringBuilder marks = new StringBuilder();
    for (FlowPoint point : POINTS) {
      marks.append((points & bit(point)) != 0 ? String.valueOf(point.mark()) : "");
    }
    return marks.toString();
  }

  static int bit(FlowPoint point) {
    return 1 << point.ordinal();
  }

  /** The buffers with these labels, separated by spaces, as bits. */
  static int buffers(String labels) {
    int set = 0;
    for (Buffer buffer : Buffer.values()) {
      set |= (" " + labels + " ").contains(" " + buffer.label + " ") ? 1 << buffer.ordinal() : 0;
    }
    return set;
  }
}
