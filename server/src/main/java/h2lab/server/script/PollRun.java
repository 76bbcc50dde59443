package h2lab.server.script;

import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import java.io.IOException;
import java.util.List;

/** A client of the poll loop that follows a script: polled when the script has gone on. */
final class PollRun {
  private final ScriptedPeer peer;
  private final Client client;

  private PollRun(ScriptedPeer peer, Client client) {
    this.peer = peer;
    this.client = client;
  }

  /** Serves the client to its end; the steps taken. */
  static long serve(ScriptedPeer peer, List<Script.Step> steps, Service service)
      throws IOException {
    Action.TABLE.vocabulary().describeInRecordings();
    Conversation conversation = service.begin(peer, null, Action.TABLE.vocabulary());
    PollRun run = new PollRun(peer, new Client(conversation, System.nanoTime()));
    run.client.runActions();
    run.poll();
    for (Script.Step step : steps) {
      peer.play(step);
      run.poll();
    }
    if (!run.client.isClosed()) {
      run.client.giveUp();
    }
    return conversation.trace().step();
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
