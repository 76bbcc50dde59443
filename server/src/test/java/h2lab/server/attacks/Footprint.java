package h2lab.server.attacks;

import com.sun.management.OperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * What this process occupies: octets that are reachable, on the heap and outside, and processor
 * time spent so far.
 */
record Footprint(long octets, long cpuNanos) {
  private static final int MOST_COLLECTIONS = 10;
  private static final int NOTHING_OCTETS = 32 * 1_024;

  /** Looks now, after collecting garbage. */
  static Footprint now() {
    long cpuNanos =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      System.gc();
      long octets = reachable(); // less each time: buffers are freed after their collection
      if (octets > least - NOTHING_OCTETS) {
        break;
      }
      least = octets;
    }
    return new Footprint(least, cpuNanos);
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
    return new Footprint(octets - before.octets, cpuNanos - before.cpuNanos);
  }

  @Override
  public String toString() {
    return "%,d KiB, %,d ms of processor time"
        .formatted(octets / 1_024, TimeUnit.NANOSECONDS.toMillis(cpuNanos));
  }
}
