package h2lab.server.attacks;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** Octets of this process that are reachable, on the heap and outside. */
record Footprint(long octets) {
  private static final int MOST_COLLECTIONS = 10;
  private static final int NOTHING_OCTETS = 32 * 1_024;

  /** Looks now, after collecting garbage. */
  static Footprint now() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      System.gc();
      long octets = reachable(); // less each time: buffers are freed after their collection
      if (octets > least - NOTHING_OCTETS) {
        break;
      }
      least = octets;
    }
    return new Footprint(least);
  }

  private static long reachable() {
    long buffers =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
        + buffers
        + PlatformDependent.usedDirectMemory();
  }

  /** What was added since. */
  Footprint since(Footprint before) {
    return new Footprint(octets - before.octets);
  }

  @Override
  public String toString() {
    return "%,d KiB".formatted(octets / 1_024);
  }
}
