package h2lab.benchmarks;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Client;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One wake-up of a client of the poll loop in cleartext, without a socket: the action table selects
 * read, process, write, wait, and the core answers what was read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {
  /** Requests that come at once. */
  @Param({"1", "10", "100"})
  public int requests;

  private Service service;
  private Client client;
  private Asker asker;

  @Setup(Level.Iteration)
  public void open() throws Exception {
    service = new Service(ServerOptions.of("async-custom", Tls.OFF), null);
    asker = new Asker(requests);
    client = asker.meet(service);
  }

  @TearDown(Level.Iteration)
  public void close() throws Exception {
    client.giveUp();
    service.close();
  }

  @Benchmark
  public long wakeUp() throws Exception {
    if (asker.isExhausted()) {
      close();
      open();
    }
    asker.ask();
    client.ready(true, false);
    return asker.octets();
  }
}
