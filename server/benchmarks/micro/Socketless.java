package h2lab.benchmarks;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Client;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Prints the processor time of one wake-up of a client of async-custom in cleartext, in
 * nanoseconds, without sockets: read a batch of requests, answer, write. No kernel and no second
 * process disturb it, so it shows differences that a run over the network cannot.
 *
 * <pre>java ... h2lab.benchmarks.Socketless REQUESTS_PER_WAKE_UP</pre>
 */
final class Socketless {
  private static final long BATCH_NANOS = 200_000_000;
  private static final int WARM_UP_BATCHES = 8;
  private static final int BATCHES = 7;
  private static final int LEAST_ANSWER_OCTETS = 9 + 1 + 9;

  private Socketless() {}

  public static void main(String[] arguments) throws Exception {
    int requests = Integer.parseInt(arguments[0]);
    double[] nanos = new double[BATCHES];
    for (int batch = -WARM_UP_BATCHES; batch < BATCHES; batch++) {
      nanos[Math.max(0, batch)] = batch(requests);
    }
    Arrays.sort(nanos);
    System.out.printf(java.util.Locale.ROOT, "%.2f%n", nanos[BATCHES / 2]);
  }

  /** Processor nanoseconds per wake-up of one client's life. */
  private static double batch(int requests) throws Exception {
    try (Service service = new Service(ServerOptions.of("async-custom", Tls.OFF), null)) {
      Asker peer = new Asker(requests);
      Client client = peer.meet(service);
      long wakeUps = 0;
      var threads = ManagementFactory.getThreadMXBean();
      long begin = threads.getCurrentThreadCpuTime();
      long spent;
      do {
        for (int i = 0; i < 1000; i++) {
          peer.ask();
          client.ready(true, false);
        }
        wakeUps += 1000;
        spent = threads.getCurrentThreadCpuTime() - begin;
      } while (spent < BATCH_NANOS);
      client.giveUp();
      requireAnswers(peer.octets(), wakeUps * requests);
      return (double) spent / wakeUps;
    }
  }

  private static void requireAnswers(long octets, long requests) {
    if (octets < requests * LEAST_ANSWER_OCTETS) {
      throw new IllegalStateException(octets + " octets cannot answer " + requests + " requests");
    }
  }
}
