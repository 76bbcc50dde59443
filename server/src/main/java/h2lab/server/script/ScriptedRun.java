package h2lab.server.script;

import h2lab.server.ServerOptions;
import h2lab.server.ServerResult;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import h2lab.server.tls.Certificates;
import h2lab.server.tls.TlsContext;
import java.io.IOException;

/** One script played against one client of the poll loop, in the caller's thread. */
public final class ScriptedRun {
  /** What came of a script: the server's counts, its steps, and the octets the peer got. */
  public record Result(ServerResult served, long steps, long octetsReceived) {}

  private final ScriptedPeer peer;
  private final Conversation conversation;
  private final Client client;
  private final Service service;

  private ScriptedRun(Tls tls) throws IOException {
    boolean encrypted = tls != Tls.OFF;
    TlsContext context = encrypted ? TlsContext.create(tls, Certificates.selfSigned()) : null;
    peer = encrypted ? new ScriptedTlsPeer() : new ScriptedPeer();
    service = new Service(ServerOptions.of("async-custom", tls), context);
    Action.TABLE.vocabulary().describeInRecordings();
    conversation =
        new Conversation(peer, service.newCodec(), service, Action.TABLE.vocabulary(), null);
    client = new Client(conversation, System.nanoTime());
  }

  /**
   * Plays {@code script} to its end; events are emitted as for a client over the network.
   *
   * @throws UnsupportedOperationException if this machine has no such TLS
   */
  public static Result play(Script script, Tls tls) throws IOException {
    ScriptedRun run = new ScriptedRun(tls);
    run.client.runActions();
    run.poll();
    for (Script.Step step : script.steps()) {
      run.peer.play(step);
      run.poll();
    }
    if (!run.client.isClosed()) {
      run.client.giveUp();
    }
    run.service.close();
    return new Result(
        run.service.result("script ended"),
        run.conversation.trace().step(),
        run.peer.octetsReceived());
  }

  /** What the selector of the poll loop does, until nothing is ready. */
  private void poll() {
    while (!client.isClosed()) {
      boolean readable = client.awaitsInput() && peer.isReadable();
      boolean writable = client.awaitsRoom() && peer.isWritable();
      if (!readable && !writable) {
        return;
      }
      client.ready(readable, writable);
    }
  }
}
