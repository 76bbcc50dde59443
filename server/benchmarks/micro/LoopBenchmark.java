package h2lab.benchmarks;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
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
  private static final byte[] HEAD = {0, 0, 3, 1, 5};
  private static final byte[] FIELDS = {(byte) 0x82, (byte) 0x86, (byte) 0x84};
  private static final int REQUEST_OCTETS = HEAD.length + Integer.BYTES + FIELDS.length;
  private static final byte[] WIDEN = {0, 0, 4, 8, 0, 0, 0, 0, 0};

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
    Conversation conversation =
        new Conversation(asker, null, service, Action.TABLE.vocabulary(), null);
    client = new Client(conversation, System.nanoTime());
    client.runActions();
    client.ready(true, false);
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
    return asker.answered;
  }

  /** A peer that asks as often as it is told to, and takes all it is sent. */
  private static final class Asker implements ByteChannel {
    private final ByteBuffer batch;
    private final ByteBuffer opening = ByteBuffer.allocateDirect(64);
    private ByteBuffer toServer = opening;
    private int streamId = 1;
    private boolean open = true;
    long answered;

    Asker(int requests) {
      opening.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      opening.put(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}).flip();
      batch = ByteBuffer.allocateDirect(WIDEN.length + Integer.BYTES + requests * REQUEST_OCTETS);
      batch.put(WIDEN).putInt(12 * requests); // as much as the answers take
      for (int i = 0; i < requests; i++) {
        batch.put(HEAD).putInt(0).put(FIELDS);
      }
    }

    boolean isExhausted() {
      return streamId > Integer.MAX_VALUE - 1_000;
    }

    void ask() {
      int first = WIDEN.length + Integer.BYTES + HEAD.length;
      for (int at = first; at < batch.capacity(); at += REQUEST_OCTETS) {
        batch.putInt(at, streamId);
        streamId += 2;
      }
      toServer = batch.clear();
    }

    @Override
    public int read(ByteBuffer into) {
      int octets = toServer.remaining();
      into.put(toServer);
      return octets;
    }

    @Override
    public int write(ByteBuffer from) {
      int octets = from.remaining();
      from.position(from.limit());
      answered += octets;
      return octets;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
