import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;

/**
 * Prints the processor time of one wake-up of a client of async-custom in cleartext, in
 * nanoseconds, without sockets: read a batch of requests, answer, write. No kernel and no second
 * process disturb it, so it shows differences that a run over the network cannot.
 *
 * <pre>java -cp analysis/target/h2lab.jar server/benchmarks/Socketless.java REQUESTS_PER_WAKE_UP</pre>
 */
final class Socketless {
  private static final long BATCH_NANOS = 200_000_000;
  private static final int WARM_UP_BATCHES = 8;
  private static final int BATCHES = 7;

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
      Peer peer = new Peer(requests);
      Client client =
          new Client(
              new Conversation(peer, null, service, Action.TABLE.vocabulary(), null),
              System.nanoTime());
      client.runActions();
      client.ready(true, false);
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
      peer.requireAnswers(wakeUps * requests);
      return (double) spent / wakeUps;
    }
  }

  /** Asks in batches of GET requests, and counts the octets that come. */
  private static final class Peer implements ByteChannel {
    private static final int REQUEST_OCTETS = 9 + 3;
    private static final int LEAST_ANSWER_OCTETS = 9 + 1 + 9;
    private final ByteBuffer asked;
    private final ByteBuffer opening = ByteBuffer.allocate(64);
    private ByteBuffer toServer = opening;
    private long octets;
    private int streamId = 1;
    private boolean open = true;

    Peer(int requests) {
      opening.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes());
      opening.put(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS
      opening.put(new byte[] {0, 0, 4, 8, 0, 0, 0, 0, 0}).putInt(0x7fffffff - 65_535); // window
      opening.flip();
      asked = ByteBuffer.allocateDirect(requests * REQUEST_OCTETS);
      for (int i = 0; i < requests; i++) {
        asked.put(new byte[] {0, 0, 3, 1, 5, 0, 0, 0, 0, (byte) 0x82, (byte) 0x86, (byte) 0x84});
      }
    }

    void ask() {
      for (int at = 5; at < asked.capacity(); at += REQUEST_OCTETS) {
        asked.putInt(at, streamId);
        streamId += 2;
      }
      toServer = asked.clear();
    }

    void requireAnswers(long requests) {
      if (octets < requests * LEAST_ANSWER_OCTETS) {
        throw new IllegalStateException(octets + " octets cannot answer " + requests + " requests");
      }
    }

    @Override
    public int read(ByteBuffer into) {
      int taken = toServer.remaining();
      into.put(toServer);
      return taken;
    }

    @Override
    public int write(ByteBuffer from) {
      int taken = from.remaining();
      octets += taken;
      from.position(from.limit());
      return taken;
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
