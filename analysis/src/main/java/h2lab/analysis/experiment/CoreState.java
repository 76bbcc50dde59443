package h2lab.analysis.experiment;

/**
 * What the processor cores of server and load are like at a moment. On a virtual machine they are
 * threads of the host, which moves them about and lets others use what they share: that decides
 * what a wake-up costs and how fast either runs, and nothing in the guest counts it.
 *
 * @param serverWorkUs microseconds that a fixed piece of work takes on the server's core
 * @param loadWorkUs the same on the load's
 * @param slowerPercent how much longer it took, on the slower of them, than on that core at its
 *     best in the sweep so far
 * @param roundTripNs nanoseconds that a cache line takes from the server's core to the load's and
 *     back
 */
public record CoreState(
    double serverWorkUs, double loadWorkUs, double slowerPercent, double roundTripNs) {
  /**
   * Between cores that share a cache it takes 100 to 200, across a package or between two of them
   * 300 and more.
   */
  static final double FAR_NS = 250;

  /**
   * Looks at a core of one's own differ by 3 %. Who has a neighbour that makes it 5 to 8 % slower
   * was seen to serve a sixth fewer requests, since both wait for each other.
   */
  static final double TOLERATED_PERCENT = 5;

  /** In a few words. */
  String words() {
    return "%.0f %% slower and %.0f ns apart".formatted(slowerPercent, roundTripNs);
  }

  /** Whether both run about as fast as they can. */
  boolean fast() {
    return slowerPercent <= TOLERATED_PERCENT;
  }

  /** Whether they share no cache. */
  boolean far() {
    return roundTripNs >= FAR_NS;
  }
}
