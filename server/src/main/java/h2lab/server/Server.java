package h2lab.server;

import h2lab.server.dispatch.DispatchMethod;
import h2lab.server.dispatch.DispatchMethods;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.tls.Certificates;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A running server. It listens from {@link #create} on and serves until {@link #close}, in threads
 * of its own.
 */
public final class Server {
  /** Connections the kernel keeps for us until they are accepted. */
  public static final int BACKLOG = 1_024;

  /** A client of the server: gets its URL, gives a result. */
  @FunctionalInterface
  public interface ClientTask<T> {
    T run(URI url) throws Exception;
  }

  private final DispatchMethod method;
  private final Service service;
  private final ServerSocketChannel listening;
  private final URI url;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Thread thread;

  private Server(DispatchMethod method, Service service, ServerSocketChannel listening)
      throws IOException {
    this.method = method;
    this.service = service;
    this.listening = listening;
    ServerOptions options = service.options();
    int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    url = URI.create(options.tls().scheme() + "://" + host + ":" + port + "/");
    thread = Thread.ofPlatform().name("server-" + method.name()).unstarted(this::serve);
  }

  /**
   * Starts a server.
   *
   * @throws IllegalArgumentException if there is no such dispatch method
   * @throws UnsupportedServerSetup if the method does not do what the options ask of it
   * @throws IOException with a line for the user, if the address is taken or the certificate bad
   */
  public static Server create(ServerOptions options) throws IOException {
    return create(options, DispatchMethods.create(options.method()));
  }

  static Server create(ServerOptions options, DispatchMethod method) throws IOException {
    String obstacle = method.obstacle(options);
    if (obstacle != null) {
      throw new UnsupportedServerSetup(method.name(), options.tls(), obstacle);
    }
    Service service = new Service(options, tlsContext(options));
    try {
      Server server = new Server(method, service, listen(options));
      server.thread.start();
      return server;
    } catch (IOException e) {
      service.close();
      throw e;
    }
  }

  private static TlsContext tlsContext(ServerOptions options) throws IOException {
    if (options.tls() == Tls.OFF) {
      return null;
    }
    if ((options.certificate() == null) != (options.key() == null)) {
      throw new IOException("a certificate and a key must be given together");
    }
    return options.certificate() == null
        ? TlsContext.create(options.tls())
        : TlsContext.create(options.tls(), Certificates.read(options.certificate(), options.key()));
  }

  private static ServerSocketChannel listen(ServerOptions options) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    try {
      listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (options.loops() > 1 && options.spread() == ClientSpread.REUSEPORT) {
        listening.setOption(
            StandardSocketOptions.SO_REUSEPORT, true); // before bind, for it to count
      }
      InetAddress address = InetAddress.getByName(options.host());
      return listening.bind(new InetSocketAddress(address, options.port()), BACKLOG);
    } catch (UnknownHostException e) {
      listening.close();
      throw new IOException("cannot listen on " + options.host() + ": no such host", e);
    } catch (IOException e) {
      listening.close();
      throw new IOException(
          "cannot listen on " + options.host() + " port " + options.port() + ": " + e.getMessage(),
          e);
    }
  }

  private void serve() {
    String end;
    try (listening;
        service) {
      end = method.serve(listening, service);
    } catch (IOException | RuntimeException | Error e) {
      ended.completeExceptionally(e);
      return;
    }
    ended.complete(end); // not before nobody can connect any more
  }

  /** Where this server listens, with a trailing slash. */
  public URI url() {
    return url;
  }

  /** Completes with the reason when the server has ended, asked or by itself. */
  public CompletableFuture<String> ended() {
    return ended.copy();
  }

  /**
   * Ends this server: accepts nobody any more, sends GOAWAY to its clients and what waits for them,
   * and returns when its last thread has ended. Closing again returns the same.
   *
   * @throws IllegalStateException if the server had broken down
   */
  public ServerResult close() {
    method.stop();
    StartedThreads.join(thread);
    try {
      return service.result(ended.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the server broke down: " + e.getCause(), e.getCause());
    }
  }

  /**
   * Runs a client in a thread of its own, then closes this server, whatever came of the client.
   *
   * @return what the client returned
   * @throws Exception what the client threw
   */
  public <T> T runAgainst(ClientTask<T> client) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Callable<T> task = () -> client.run(url);
    Thread.ofPlatform()
        .name("client of " + url)
        .start(
            () -> {
              try {
                result.complete(task.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new IllegalStateException(failure);
      }
    } finally {
      close();
    }
  }
}
