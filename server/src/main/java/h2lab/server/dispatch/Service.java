package h2lab.server.dispatch;

import h2lab.server.ServerOptions;
import h2lab.server.ServerResult;
import h2lab.server.Warnings;
import h2lab.server.http2.Http2Connection;
import h2lab.server.http2.ServerProtocol;
import h2lab.server.library.NettyHttp2;
import h2lab.server.tls.TlsCodec;
import h2lab.server.tls.TlsContext;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientTrace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What a dispatch method serves: the options, TLS, and the counts of the whole server. */
public final class Service implements AutoCloseable {
  /** How long a client that was asked to go may take for what is under way. */
  public static final Duration STOP_GRACE = Duration.ofSeconds(2);

  /** Why clients go when the server does. */
  public static final String ENDS = "server ends";

  /** How long a client that was told to go may take to close its side. */
  public static final Duration LINGER = Duration.ofSeconds(2);

  private final SparseLog acceptFailures = new SparseLog(Warnings::tell, System::nanoTime);
  private final SparseLog beginFailures = new SparseLog(Warnings::tell, System::nanoTime);
  private final SparseLog refusals = new SparseLog(Warnings::tell, System::nanoTime);
  private final ServerOptions options;
  private final TlsContext tls;
  private final Slabs slabs = new Slabs();
  private final LongAdder clients = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * @param tls null for cleartext
   */
  public Service(ServerOptions options, TlsContext tls) {
    this.options = options;
    this.tls = tls;
  }

  public ServerOptions options() {
    return options;
  }

  /** Buffers for clients. */
  Slabs slabs() {
    return slabs;
  }

  /** The protocol for one client: our core, or a library's for methods named {@code .../http2}. */
  ServerProtocol newProtocol() {
    return options.method().endsWith(DispatchMethods.WITH_LIBRARY)
        ? new NettyHttp2(options.limits())
        : new Http2Connection(options.limits());
  }

  /** TLS for one client, or null in cleartext. */
  public TlsCodec newCodec() {
    return tls == null ? null : tls.newCodec();
  }

  /** TLS for all clients, or null in cleartext. */
  public TlsContext tls() {
    return tls;
  }

  /**
   * Begins the conversation with a client just accepted.
   *
   * @param channel by which {@code socket} is used
   * @param vocabulary of the actions that will be taken
   */
  public Conversation begin(SocketChannel socket, ByteChannel channel, ActionVocabulary vocabulary)
      throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, !options.nagle());
    return begin(channel, socket.getRemoteAddress(), vocabulary);
  }

  /** As above, over a channel whose options are set already. */
  public Conversation begin(ByteChannel channel, SocketAddress peer, ActionVocabulary vocabulary) {
    TlsCodec codec = newCodec();
    try {
      return new Conversation(channel, codec, this, vocabulary, peer);
    } catch (RuntimeException e) {
      if (codec != null) {
        codec.close(); // it may hold memory that no collector frees
      }
      throw e;
    }
  }

  /** A client with which no conversation could begin. */
  public void beginFailed(Channel channel, Exception cause) {
    beginFailed(cause);
    closeQuietly(channel);
  }

  /** As above, for a client whose channel is the caller's to close. */
  public void beginFailed(Exception cause) {
    failed.increment();
    beginFailures.warn("cannot begin with a client: " + cause);
  }

  /** Turns a client away that has no place. */
  public void refuse(SocketChannel channel) {
    refuse(channel, peer(channel));
  }

  /**
   * As above.
   *
   * @param peer null if unknown
   */
  public void refuse(Channel channel, SocketAddress peer) {
    refuse(peer);
    closeQuietly(channel);
  }

  /** As above, for a client whose channel is the caller's to close; null if it is gone already. */
  public void refuse(SocketAddress peer) {
    refused.increment();
    String reason = options.maxClients() + " clients are served already (--max-clients)";
    refusals.warn("refused client " + peer + ": " + reason);
    ClientTrace.refused(port(peer), reason);
  }

  /** A client that could not be accepted, for example because no file descriptor is left. */
  public void acceptFailed(IOException cause) {
    acceptFailures.warn("cannot accept a client: " + cause.getMessage());
  }

  /** Counts a client with whom we begin; {@link #clientEnded} must follow. */
  public void clientBegan() {
    clients.increment();
  }

  /** Counts what a client made that is gone now. */
  public void clientEnded(long requestsMade, boolean byError) {
    requests.add(requestsMade);
    if (byError) {
      failed.increment();
    }
  }

  /** A fault of ours while serving a client, which that client alone has to bear. */
  public void fault(ClientTrace client, RuntimeException fault) {
    Warnings.tell("client " + client.clientId() + " met a fault of the server", fault);
  }

  /** Frees what TLS holds; every conversation must have ended. */
  @Override
  public void close() {
    if (tls != null) {
      tls.close();
    }
    slabs.close();
  }

  /** The counts so far. */
  public ServerResult result(String end) {
    return new ServerResult(clients.sum(), requests.sum(), refused.sum(), failed.sum(), end);
  }

  private static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // the peer was gone already
    }
  }

  private static SocketAddress peer(SocketChannel channel) {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      return null; // gone already
    }
  }

  /** The TCP port of a peer; 0 if it has none. */
  public static int port(SocketAddress peer) {
    return peer instanceof InetSocketAddress internet ? internet.getPort() : 0;
  }
}
