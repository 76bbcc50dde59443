package h2lab.server.tls;

import h2lab.server.TestClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A client engine of the JDK and a server's codec with nothing between them but two queues. A test
 * says how much of a queue a call gets to see, and how much room its output has.
 */
final class Link implements AutoCloseable {
  /** Turns without any octet moved after which nothing will ever move. */
  private static final int PATIENCE_TURNS = 50;

  private static final int QUEUE_OCTETS = 1 << 20;
  private static final int ROOM = 1 << 17;
  private static final Map<Integer, Deque<ByteBuffer>> FREE = new HashMap<>();
  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  final SSLEngine client;
  final TlsCodec server;
  final ByteBuffer toServer = buffer(QUEUE_OCTETS).limit(0);
  final ByteBuffer toClient = buffer(QUEUE_OCTETS).limit(0);
  final ByteArrayOutputStream serverGot = new ByteArrayOutputStream();
  final ByteArrayOutputStream clientGot = new ByteArrayOutputStream();

  /** Octets given to the server by the client from the beginning. */
  long sentToServer;

  /** For a test that holds octets back once. */
  boolean beyondSplit;

  int clientHandshakes;
  TlsCodec.Result lastDecoded;
  boolean sawNeedRoom;
  private int turns;

  /** How many octets of those there are the server sees in a turn. */
  IntUnaryOperator shown = octets -> octets;

  /** Room of a call, of the most there is. */
  IntUnaryOperator room = most -> most;

  ByteBuffer serverSends = NOTHING;
  ByteBuffer clientSends = NOTHING;

  private final ByteBuffer plain = buffer(ROOM);
  private final ByteBuffer wire = buffer(ROOM);
  private final ByteBuffer clientPlain = buffer(ROOM);
  private final ByteBuffer clientWire = buffer(ROOM);

  /** Used again, since making megabytes of zeros takes longer than a handshake. */
  private static ByteBuffer buffer(int octets) {
    Deque<ByteBuffer> free = FREE.computeIfAbsent(octets, size -> new ArrayDeque<>());
    return free.isEmpty() ? ByteBuffer.allocateDirect(octets) : free.pop().clear();
  }

  private Link(SSLEngine client, TlsCodec server) {
    this.client = client;
    this.server = server;
  }

  /** A client that trusts anyone and offers h2, varied by {@code vary}. */
  static Link to(TlsContext context, Consumer<SSLParameters> vary) {
    return to(context, TestClient.trustingAll(), vary);
  }

  /** The same, of a context that may remember sessions. */
  static Link to(TlsContext context, SSLContext clients, Consumer<SSLParameters> vary) {
    SSLEngine client = clients.createSSLEngine("localhost", 443);
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    vary.accept(parameters);
    client.setSSLParameters(parameters);
    return new Link(client, context.newCodec());
  }

  /** Runs the handshake, and takes what follows it. */
  Link handshake() throws SSLException {
    client.beginHandshake();
    settle();
    return this;
  }

  /** Lets both take turns until nothing moves any more. */
  void settle() throws SSLException {
    int idle = 0;
    while (idle < PATIENCE_TURNS) {
      boolean moved = clientTurn();
      moved |= serverTurn();
      idle = moved ? 0 : idle + 1;
    }
  }

  /** Lets the client take what waits for it. */
  void settleClient() throws SSLException {
    for (int turn = 0; turn < PATIENCE_TURNS; turn++) {
      clientTurn();
    }
  }

  /** What is between two calls; whoever did nothing left it as it was. */
  private long moved() {
    return sentToServer
        + 31L * toServer.remaining()
        + 37L * toClient.remaining()
        + serverGot.size()
        + clientGot.size()
        + clientSends.remaining()
        + serverSends.remaining();
  }

  /** What a dispatch method does with a codec. */
  boolean serverTurn() throws SSLException {
    long before = moved();
    int all = toServer.limit();
    toServer.limit(toServer.position() + shown.applyAsInt(toServer.remaining()));
    plain.clear().limit(room.applyAsInt(plain.capacity()));
    try {
      lastDecoded = server.decode(toServer, plain);
    } finally {
      toServer.limit(all);
      collect(plain, serverGot);
    }
    sawNeedRoom |= lastDecoded == TlsCodec.Result.NEED_ROOM;
    encode();
    if (++turns % 2 == 0) {
      server.rest(); // some dispatch methods say so whenever they wait, others never
    }
    return moved() != before;
  }

  /** The server's output goes on its way; why it ended. */
  TlsCodec.Result encode() throws SSLException {
    wire.clear().limit(room.applyAsInt(wire.capacity()));
    TlsCodec.Result result = server.encode(serverSends, wire);
    sawNeedRoom |= result == TlsCodec.Result.NEED_ROOM;
    append(wire.flip(), toClient);
    return result;
  }

  boolean clientTurn() throws SSLException {
    long before = moved();
    runTasks();
    if (client.getHandshakeStatus() == HandshakeStatus.NEED_WRAP || clientSends.hasRemaining()) {
      note(client.wrap(clientSends, clientWire.clear()));
      sentToServer += clientWire.position();
      append(clientWire.flip(), toServer);
    }
    runTasks();
    if (toClient.hasRemaining() && !client.isInboundDone()) {
      note(client.unwrap(toClient, clientPlain.clear()));
      collect(clientPlain, clientGot);
    }
    return moved() != before;
  }

  private void note(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      clientHandshakes++;
    }
  }

  private void runTasks() {
    for (Runnable task; (task = client.getDelegatedTask()) != null; ) {
      task.run();
    }
  }

  private static void collect(ByteBuffer from, ByteArrayOutputStream to) {
    byte[] octets = new byte[from.flip().remaining()];
    from.get(octets);
    to.writeBytes(octets);
  }

  private static void append(ByteBuffer octets, ByteBuffer queue) {
    queue.compact().put(octets).flip();
  }

  @Override
  public void close() {
    server.close();
    for (ByteBuffer free : List.of(toServer, toClient, plain, wire, clientPlain, clientWire)) {
      FREE.get(free.capacity()).push(free);
    }
  }
}
