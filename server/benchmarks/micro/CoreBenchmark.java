package h2lab.benchmarks;

import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.Limits;
import h2lab.server.http2.Received;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The protocol core alone: octets of requests in, octets of answers out, per request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreBenchmark {
  private static final int REQUESTS = 100;
  private static final int LAST_STREAM = Integer.MAX_VALUE - 4 * REQUESTS;

  /** GET / of the authority h, all by the static table but that. */
  private static final byte[] KNOWN = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, 0x01, 'h'};

  private static final byte[] WIDEN = {0, 0, 4, 8, 0, 0, 0, 0, 0};

  private final ByteBuffer known = ByteBuffer.allocateDirect(64 * REQUESTS);
  private final ByteBuffer changing = ByteBuffer.allocateDirect(64 * REQUESTS);
  private final ByteBuffer replies = ByteBuffer.allocateDirect(64 * 1024);
  private Http2Connection connection;
  private int nextStream;
  private int serial;

  @Setup(Level.Iteration)
  public void open() {
    connection = new Http2Connection(Limits.DEFAULT);
    connection.start(replies.clear());
    ByteBuffer opening = ByteBuffer.allocate(64);
    opening.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    opening.put(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    nextStream = 1;
    answer(opening.flip());
    answer(opening);
  }

  /** What keeps the connection's window as it was, then requests by one block. */
  private void fill(ByteBuffer octets, byte[] block) {
    octets.clear().put(WIDEN).putInt(REQUESTS * 12);
    for (int i = 0; i < REQUESTS; i++, nextStream += 2) {
      octets.putInt(block.length << 8 | 1).put((byte) 5).putInt(nextStream).put(block);
    }
    octets.flip();
  }

  private ByteBuffer answer(ByteBuffer octets) {
    Received received = connection.receive(octets, replies.clear());
    if (received instanceof Received.Failed) {
      throw new IllegalStateException(received.toString());
    }
    return replies;
  }

  private void renew() {
    if (nextStream > LAST_STREAM) {
      open();
    }
  }

  /** Requests that all have the same block, as real clients send them. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public ByteBuffer sameRequests() {
    renew();
    fill(known, KNOWN);
    return answer(known);
  }

  /** Requests whose blocks all differ, so that each is decoded. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public ByteBuffer changingRequests() {
    renew();
    changing.clear().put(WIDEN).putInt(REQUESTS * 12);
    for (int i = 0; i < REQUESTS; i++, nextStream += 2) {
      changing.putInt((KNOWN.length + 4) << 8 | 1).put((byte) 5).putInt(nextStream);
      changing.put(KNOWN, 0, 4).put((byte) 5);
      for (int digit = serial++, k = 0; k < 5; k++, digit >>= 5) {
        changing.put((byte) ('a' + (digit & 15)));
      }
    }
    return answer(changing.flip());
  }
}
