package h2lab.server.dispatch.poll;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Processor time of threads. A class of its own, lest a server that never asks loads what tells.
 */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final boolean TOLD = THREADS.isCurrentThreadCpuTimeSupported();

  private ProcessorTime() {}

  /** Nanoseconds the calling thread has used; where the JVM does not know, those that passed. */
  static long ofThisThread() {
    return TOLD ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
