package h2lab.server.dispatch.carrier;

import h2lab.server.ServerOptions;
import h2lab.server.dispatch.Entrance;
import h2lab.server.dispatch.StartedThreads;
import h2lab.server.dispatch.poll.Poller;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The carriers of one server, from {@link #start} to {@link #close}. */
public final class Carriers implements AutoCloseable {
  private final List<Carrier> carriers = new ArrayList<>();
  private final List<Thread> running = new ArrayList<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final CarriedEntrance entrance;

  private Carriers(ServerSocketChannel listening, ServerOptions options) throws IOException {
    try {
      for (int i = 1; i <= options.loops(); i++) {
        carriers.add(new Carrier(options, i == 1 ? "client-" : "client-" + i + "-"));
      }
      entrance = new CarriedEntrance(listening, carriers);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Why virtual threads cannot be carried so on this machine; null if they can. */
  public static String obstacle(ServerOptions options) {
    if (options.loops() < 1 || options.loops() > ServerOptions.MOST_LOOPS) {
      return "--loops takes 1 to " + ServerOptions.MOST_LOOPS;
    }
    String ofPoller = Poller.obstacle(options.poller());
    String ofThreads = OwnScheduler.obstacle();
    return ofPoller != null || ofThreads == null
        ? ofPoller
        : "--poller " + options.poller() + " of virtual threads " + ofThreads;
  }

  /**
   * Begins to carry, with {@link ServerOptions#loops} threads of the system, and to listen.
   *
   * @param listening closed by the entrance, or else the caller's to close after this
   */
  public static Carriers start(ServerSocketChannel listening, ServerOptions options)
      throws IOException {
    Carriers all = new Carriers(listening, options);
    all.carriers.forEach(all::start);
    return all;
  }

  private void start(Carrier carrier) {
    String name = "server-carrier-" + (running.size() + 1);
    running.add(Thread.ofPlatform().name(name).start(() -> run(carrier)));
  }

  /** Until it ends; what ends it otherwise ends whatever is waited for. */
  void run(Carrier carrier) {
    try {
      carrier.run();
    } catch (IOException | RuntimeException | Error e) {
      failure.completeExceptionally(e);
    }
  }

  /** For {@link #call}ed tasks. */
  public Entrance entrance() {
    return entrance;
  }

  /**
   * Runs a task in a virtual thread of the first carrier, and waits for it in the caller's.
   *
   * @throws IOException that the task has thrown
   * @throws CompletionException with what else it has, or what ended a carrier with all it carried
   */
  public <T> T call(Callable<T> task) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            result.complete(task.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        };
    failure.exceptionally(
        e -> {
          result.completeExceptionally(e);
          return null;
        });
    carriers.getFirst().start("server-acceptor", run);
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Returns when no carrier runs any more; all they carried must have ended. */
  @Override
  public void close() throws IOException {
    carriers.forEach(Carrier::end);
    running.forEach(StartedThreads::join);
    for (Carrier carrier : carriers) {
      carrier.close();
    }
  }
}
