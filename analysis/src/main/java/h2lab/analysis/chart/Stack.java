package h2lab.analysis.chart;

import h2lab.analysis.anatomy.ServerPart;
import java.util.Map;

/**
 * A bar that is divided into parts.
 *
 * @param name of its row
 * @param parts amounts, in the unit of the chart; none for a row that only has a remark
 * @param remark what is said behind it; empty for nothing
 */
record Stack(String name, Map<ServerPart, Double> parts, String remark) {
  double total() {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
