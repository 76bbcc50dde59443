package h2lab.benchmarks;

import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/** A peer without a socket, which asks as often as it is told to and takes all it is sent. */
final class Asker implements ByteChannel {
  private static final byte[] HEAD = {0, 0, 3, 1, 5};
  private static final byte[] FIELDS = {(byte) 0x82, (byte) 0x86, (byte) 0x84};
  private static final int REQUEST_OCTETS = HEAD.length + Integer.BYTES + FIELDS.length;
  private static final byte[] WIDEN = {0, 0, 4, 8, 0, 0, 0, 0, 0};
  private static final int CONTENT_OCTETS = 12;

  private final ByteBuffer batch;
  private final ByteBuffer opening = ByteBuffer.allocateDirect(64);
  private ByteBuffer toServer = opening;
  private int streamId = 1;
  private boolean open = true;
  private long octets;

  /**
   * @param requests that it sends at once
   */
  Asker(int requests) {
    opening.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    opening.put(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}).flip();
    batch = ByteBuffer.allocateDirect(WIDEN.length + Integer.BYTES + requests * REQUEST_OCTETS);
    batch.put(WIDEN).putInt(CONTENT_OCTETS * requests); // as much as the answers take
    for (int i = 0; i < requests; i++) {
      batch.put(HEAD).putInt(0).put(FIELDS);
    }
  }

  /** A client of async-custom in cleartext whose peer this is, and who has opened with it. */
  Client meet(Service service) {
    var vocabulary = Action.TABLE.vocabulary();
    Client client =
        new Client(new Conversation(this, null, service, vocabulary, null), System.nanoTime());
    client.runActions();
    client.ready(true, false);
    return client;
  }

  /** Whether its stream ids are used up. */
  boolean isExhausted() {
    return streamId > Integer.MAX_VALUE - 1_000;
  }

  /** Octets it was sent. */
  long octets() {
    return octets;
  }

  /** Has requests to be read from it, on new streams. */
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
    int taken = toServer.remaining();
    into.put(toServer);
    return taken;
  }

  @Override
  public int write(ByteBuffer from) {
    int taken = from.remaining();
    from.position(from.limit());
    octets += taken;
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
