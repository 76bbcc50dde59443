package h2lab.server.conformance;

import h2lab.server.http2.Limits;
import h2lab.server.http2.Nuisance;
import java.util.EnumMap;
import java.util.Map;

/**
 * Limits of a server under test, both as it takes them and as the model does. No nuisance ever
 * overdraws its budget, since the model does not count them.
 */
record Bounds(
    int concurrentStreams,
    int headerListOctets,
    int fieldBlockOctets,
    int fieldBlockFrames,
    long bodyOctets) {
  /** Low enough that a short conversation reaches each. */
  static final Bounds LOW = new Bounds(4, 400, 1_000, 4, 40_000);

  /** As high as those of a server that anybody can reach. */
  static final Bounds USUAL = new Bounds(1_000, 16_384, 65_536, 32, 1L << 30);

  Limits limits() {
    Map<Nuisance, Integer> bursts = new EnumMap<>(Nuisance.class);
    for (Nuisance nuisance : Nuisance.values()) {
      bursts.put(nuisance, 1_000_000);
    }
    return new Limits(
        concurrentStreams,
        headerListOctets,
        fieldBlockOctets,
        fieldBlockFrames,
        bodyOctets,
        bursts);
  }

  Map<String, Long> asMap() {
    return Map.of(
        "concurrentStreams", (long) concurrentStreams,
        "headerListOctets", (long) headerListOctets,
        "fieldBlockOctets", (long) fieldBlockOctets,
        "fieldBlockFrames", (long) fieldBlockFrames,
        "bodyOctets", bodyOctets);
  }
}
