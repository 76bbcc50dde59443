package h2lab.server.script;

import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.netty.LoneEventLoop;
import java.io.IOException;
import java.util.List;

/**
 * A client of the event-loop library that follows a script: the library's own loop goes round when
 * the script has gone on, over a selector and a socket that are the script's.
 */
final class EventLoopRun {
  private EventLoopRun() {}

  /** Serves the client to its end; the steps taken. */
  static long serve(ScriptedPeer peer, List<Script.Step> steps, Service service)
      throws IOException {
    LoneEventLoop.describeInRecordings();
    ScriptedSelectors selectors = new ScriptedSelectors();
    LoneEventLoop loop = new LoneEventLoop(service, selectors);
    try (loop) {
      loop.accept(new ScriptedSocket(peer, selectors));
      loop.run();
      for (Script.Step step : steps) {
        peer.play(step);
        loop.run();
      }
    }
    return loop.steps();
  }
}
