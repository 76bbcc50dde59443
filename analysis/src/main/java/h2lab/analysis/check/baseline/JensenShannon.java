package h2lab.analysis.check.baseline;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The Jensen-Shannon distance: the square root of the divergence to base 2, 0 to 1. */
final class JensenShannon {
  private JensenShannon() {}

  /** Of two distributions over the same names; a name that is missing has the share 0. */
  static double distance(Map<String, Double> one, Map<String, Double> other) {
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    double divergence = 0;
    for (String name : names) {
      double p = one.getOrDefault(name, 0.0);
      double q = other.getOrDefault(name, 0.0);
      double middle = (p + q) / 2;
      divergence += (part(p, middle) + part(q, middle)) / 2;
    }
    return Math.sqrt(Math.max(0, divergence));
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle) / Math.log(2);
  }
}
