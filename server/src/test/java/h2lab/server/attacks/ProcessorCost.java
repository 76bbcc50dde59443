package h2lab.server.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Processor time of this process that some work takes at its cheapest: of several times, since on a
 * machine that others use as well any one of them may take several times as much.
 */
record ProcessorCost(long nanos) {
  private static final int TIMES = 5;

  /** What grows with all that came before is many times as dear after many more. */
  private static final int GROWTH = 3;

  private static final long MARGIN_NANOS = 100_000_000;

  /** What is measured. */
  interface Work {
    void run() throws Exception;
  }

  /** Does the work some times. */
  static ProcessorCost of(Work work) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long before = spentNanos();
      work.run();
      least = Math.min(least, spentNanos() - before);
    }
    return new ProcessorCost(least);
  }

  private static long spentNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Fails unless the same work, done later, was about as cheap. */
  void assertStillAbout(ProcessorCost before) {
    assertTrue(nanos < GROWTH * before.nanos + MARGIN_NANOS, this + ", before " + before);
  }

  @Override
  public String toString() {
    return "%,d us of processor time".formatted(nanos / 1_000);
  }
}
