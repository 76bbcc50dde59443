package h2lab.server.script;

import h2lab.server.ServerOptions;
import h2lab.server.ServerResult;
import h2lab.server.Tls;
import h2lab.server.dispatch.DispatchMethods;
import h2lab.server.dispatch.Service;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.util.List;

/** One script played against the clients of one dispatch method, in the caller's thread. */
public final class ScriptedRun {
  /** What came of a script: the server's counts, its steps, and the octets the peers got. */
  public record Result(ServerResult served, long steps, long octetsReceived) {}

  /** How a method serves one client that follows a script. */
  private interface Serving {
    /** Serves it to its end; the steps taken. */
    long serve(ScriptedPeer peer, List<Script.Step> steps, Service service) throws IOException;
  }

  private ScriptedRun() {}

  /**
   * Why scripts cannot be played so on this machine, in one line.
   *
   * @return null if they can
   */
  public static String obstacle(String method, Tls tls) {
    return DispatchMethods.create(method).obstacle(ServerOptions.of(method, tls));
  }

  private static Serving serving(String method) {
    return switch (method.replace(DispatchMethods.WITH_LIBRARY, "")) {
      case "none" -> BlockingRun::serve;
      case "thread" ->
          (peer, steps, service) -> BlockingRun.serveIn(Thread.ofPlatform(), peer, steps, service);
      case "virtual-thread" ->
          (peer, steps, service) -> BlockingRun.serveIn(Thread.ofVirtual(), peer, steps, service);
      case "async" -> EventLoopRun::serve;
      case "async-custom" -> PollRun::serve;
      default -> throw new IllegalArgumentException("no script can be played to " + method);
    };
  }

  /**
   * Plays {@code script} to its end; events are emitted as for clients over the network.
   *
   * @param method a dispatch method's name
   * @throws UnsupportedOperationException if there is an {@link #obstacle}
   */
  public static Result play(String method, Script script, Tls tls) throws IOException {
    Serving serving = serving(method);
    TlsContext context = TlsContext.create(tls);
    try (Service service = new Service(ServerOptions.of(method, tls), context)) {
      TlsSessions sessions = tls == Tls.OFF ? null : new TlsSessions(script.tlsVersion());
      long steps = 0;
      long octets = 0;
      for (int visit = 0; visit < script.visits(); visit++) {
        ScriptedPeer peer =
            sessions == null ? new ScriptedPeer() : new ScriptedTlsPeer(sessions.engine());
        steps += serving.serve(peer, script.steps(), service);
        octets += peer.octetsReceived();
      }
      return new Result(service.result("script ended"), steps, octets);
    }
  }
}
