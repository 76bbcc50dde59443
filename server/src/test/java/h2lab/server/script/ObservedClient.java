package h2lab.server.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.server.ServerOptions;
import h2lab.server.Tls;
import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Service;
import h2lab.server.dispatch.poll.Action;
import h2lab.server.dispatch.poll.Client;
import h2lab.server.dispatch.poll.ClientFact;
import h2lab.server.tls.Certificates;
import h2lab.server.tls.TlsContext;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A client of the poll loop whose peer follows a script, looked at before and after every action:
 * each moves something, unless it is to wait, which moves nothing.
 */
final class ObservedClient {
  /** One read of 34 KiB is the most that comes in between two polls. */
  private static final int MOST_STEPS_PER_POLL = 100;

  private static final Certificates.Identity IDENTITY = Certificates.selfSigned();

  /** What an action could change. */
  private record State(
      int facts,
      int tlsPending,
      int toProcess,
      int toEncrypt,
      int toWrite,
      boolean tlsOpen,
      long requests,
      boolean closed) {}

  final ScriptedPeer peer;
  private final TlsContext tls;
  private final Conversation conversation;
  private final Client client;

  /**
   * @param network what lies between the peer and the client
   */
  ObservedClient(Tls tls, UnaryOperator<ByteChannel> network) throws IOException {
    this.tls = TlsContext.create(tls, IDENTITY);
    peer =
        tls == Tls.OFF ? new ScriptedPeer() : new ScriptedTlsPeer(new TlsSessions(null).engine());
    Service service = new Service(ServerOptions.of("async-custom", tls), this.tls);
    conversation =
        new Conversation(
            network.apply(peer), service.newCodec(), service, Action.TABLE.vocabulary(), null);
    client = new Client(conversation, System.nanoTime());
  }

  /** Whether the server still takes requests. */
  boolean listens() {
    return !client.isClosed() && !client.has(ClientFact.ENDING);
  }

  boolean isClosed() {
    return client.isClosed();
  }

  /** Runs what the client has to do, and polls until neither side can go on. */
  void run(BooleanSupplier networkHasRoom) {
    runActions();
    while (!client.isClosed()) {
      boolean readable = client.awaitsInput() && peer.isReadable();
      boolean writable = client.awaitsRoom() && networkHasRoom.getAsBoolean();
      if (!readable && !writable) {
        return;
      }
      client.note(readable, writable);
      runActions();
    }
  }

  private void runActions() {
    Action action = null;
    for (int steps = 0; action != Action.WAIT && !client.isClosed(); steps++) {
      assertTrue(steps < MOST_STEPS_PER_POLL, "does not come to wait, last " + action);
      State before = state();
      action = client.step();
      if (action == Action.WAIT) {
        assertEquals(before, state(), "waiting changes nothing");
      } else {
        assertNotEquals(before, state(), () -> "would be next again for ever");
      }
    }
    assertTrue(
        client.isClosed() || client.awaitsInput() || client.awaitsRoom(),
        "waits for nothing, so for ever");
  }

  private State state() {
    return client.isClosed()
        ? new State(client.facts(), 0, 0, 0, 0, false, 0, true)
        : new State(
            client.facts(),
            conversation.tlsPending(),
            conversation.toProcess(),
            conversation.toEncrypt(),
            conversation.toWrite(),
            conversation.isEncrypted() && conversation.tlsIsOpen(),
            conversation.protocol().requests(),
            false);
  }

  /** The server ends. */
  void drain() {
    client.drain("server ends");
  }

  void giveUp() {
    client.giveUp();
  }

  /** Frees what TLS holds; the client must be closed. */
  void free() {
    assertTrue(client.isClosed(), "the client never ended");
    if (tls != null) {
      tls.close();
    }
  }
}
