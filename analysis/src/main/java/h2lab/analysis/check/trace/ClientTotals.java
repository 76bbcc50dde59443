package h2lab.analysis.check.trace;

import h2lab.tracing.FlowPoint;

/** The octets of one client past each point, from its accept to its end. */
final class ClientTotals {
  private final long[] risen = new long[OctetFlow.ARROWS];
  private final long[] inwards = new long[FlowPoint.values().length];
  private final long[] outwards = new long[FlowPoint.values().length];

  void add(FlowPoint point, boolean in, int octets) {
    (in ? inwards : outwards)[point.ordinal()] += octets;
  }

  /** Octets the core replied. */
  long replies() {
    return outwards[FlowPoint.REPLIES.ordinal()];
  }

  /** Below level actions totals are all there is: no more may come out of a buffer than went in. */
  void judge(OctetFlow flow, boolean actionsRecorded, StepJudge.Broken broken) {
    for (FlowPoint point : FlowPoint.values()) {
      for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
        risen[arrow] += flow.rise(arrow, point, true) * inwards[point.ordinal()];
        risen[arrow] += flow.rise(arrow, point, false) * outwards[point.ordinal()];
      }
    }
    for (int arrow = 0; arrow < OctetFlow.ARROWS; arrow++) {
      if (!actionsRecorded && flow.judges(arrow) && risen[arrow] < 0) {
        broken.rule(OctetFlow.rule(arrow), 0, -risen[arrow] + " octets came from nowhere");
      }
    }
  }
}
