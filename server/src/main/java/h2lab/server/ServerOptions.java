package h2lab.server;

import h2lab.server.deadline.Deadlines;
import h2lab.server.http2.Limits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to serve; made by {@link #serving}.
 *
 * @param method name of the dispatch method
 * @param host address or name to listen on
 * @param port TCP port; 0 for any that is free
 * @param certificate PEM file, with {@code key}; null for both makes one for localhost
 * @param maxClients served at once by methods that serve several; more are refused
 * @param pollTimeout ends a poll loop in which no client did anything for so long; null for never
 * @param noClientPollTimeout ends a poll loop that had no client for so long; null for never
 * @param nagle whether the kernel may hold back small writes (Nagle's algorithm)
 * @param transport how an event-loop library reaches the kernel; other methods have no choice
 * @param poller how a poll loop or virtual threads learn which clients are ready
 * @param loops poll loops, or carriers of virtual threads over a poller of ours, 1 to {@link
 *     #MOST_LOOPS}, each with a thread of its own
 * @param spread how clients are spread over several loops
 * @param waiting how a poll loop waits until a client is ready
 * @param flush when a poll loop writes replies of which more are to come
 * @param limits what one client may ask for
 * @param deadlines how long the server waits for a client
 * @param hooks told of each client
 */
public record ServerOptions(
    String method,
    Tls tls,
    String host,
    int port,
    Path certificate,
    Path key,
    int maxClients,
    Duration pollTimeout,
    Duration noClientPollTimeout,
    boolean nagle,
    Transport transport,
    PollerKind poller,
    int loops,
    ClientSpread spread,
    WaitPolicy waiting,
    FlushPolicy flush,
    Limits limits,
    Deadlines deadlines,
    ClientHooks hooks) {

  /** Within what the usual limit of open files (1,024) leaves to a process. */
  public static final int DEFAULT_MAX_CLIENTS = 1_000;

  /** Poll loops a server may have. */
  public static final int MOST_LOOPS = 64;

  /** Options with the defaults: any free port of 127.0.0.1, a new certificate, no timeouts. */
  public static ServerOptions of(String method, Tls tls) {
    return serving(method, tls).build();
  }

  /** Begins with the defaults, to be varied. */
  public static Builder serving(String method, Tls tls) {
    return new Builder(method, tls);
  }

  /** Varies the defaults; each setter is named after the record's component. */
  public static final class Builder {
    private final String method;
    private final Tls tls;
    private String host = "127.0.0.1";
    private int port;
    private Path certificate;
    private Path key;
    private int maxClients = DEFAULT_MAX_CLIENTS;
    private Duration pollTimeout;
    private Duration noClientPollTimeout;
    private boolean nagle;
    private Transport transport = Transport.NIO;
    private PollerKind poller;
    private int loops = 1;
    private ClientSpread spread = ClientSpread.ACCEPT;
    private WaitPolicy waiting = WaitPolicy.SLEEP;
    private FlushPolicy flush = FlushPolicy.BATCH;
    private Limits limits = Limits.DEFAULT;
    private Deadlines deadlines = Deadlines.STANDARD;
    private ClientHooks hooks = ClientHooks.NONE;

    private Builder(String method, Tls tls) {
      this.method = method;
      this.tls = tls;
      poller = PollerKind.ofMethod(method);
    }

    public Builder address(String host, int port) {
      this.host = host;
      this.port = port;
      return this;
    }

    public Builder identity(Path certificate, Path key) {
      this.certificate = certificate;
      this.key = key;
      return this;
    }

    public Builder maxClients(int maxClients) {
      this.maxClients = maxClients;
      return this;
    }

    public Builder pollTimeout(Duration pollTimeout) {
      this.pollTimeout = pollTimeout;
      return this;
    }

    public Builder noClientPollTimeout(Duration noClientPollTimeout) {
      this.noClientPollTimeout = noClientPollTimeout;
      return this;
    }

    public Builder nagle(boolean nagle) {
      this.nagle = nagle;
      return this;
    }

    public Builder transport(Transport transport) {
      this.transport = transport;
      return this;
    }

    public Builder poller(PollerKind poller) {
      this.poller = poller;
      return this;
    }

    public Builder loops(int loops) {
      this.loops = loops;
      return this;
    }

    public Builder spread(ClientSpread spread) {
      this.spread = spread;
      return this;
    }

    public Builder waiting(WaitPolicy waiting) {
      this.waiting = waiting;
      return this;
    }

    public Builder flush(FlushPolicy flush) {
      this.flush = flush;
      return this;
    }

    public Builder limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    public Builder deadlines(Deadlines deadlines) {
      this.deadlines = deadlines;
      return this;
    }

    public Builder hooks(ClientHooks hooks) {
      this.hooks = hooks;
      return this;
    }

    public ServerOptions build() {
      return new ServerOptions(
          method,
          tls,
          host,
          port,
          certificate,
          key,
          maxClients,
          pollTimeout,
          noClientPollTimeout,
          nagle,
          transport,
          poller,
          loops,
          spread,
          waiting,
          flush,
          limits,
          deadlines,
          hooks);
    }
  }
}
