package h2lab.server.dispatch.blocking;

import static h2lab.server.dispatch.blocking.BlockingFact.ENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HANDSHAKE_PENDING;
import static h2lab.server.dispatch.blocking.BlockingFact.HAS_REPLIES;
import static h2lab.server.dispatch.blocking.BlockingFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.blocking.BlockingFact.PEER_CLOSED;
import static h2lab.server.dispatch.blocking.BlockingFact.PREFACE_PENDING;

import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Turn;
import h2lab.server.http2.Received;
import h2lab.server.tls.TlsCodec;
import java.io.IOException;

/**
 * What the actions of {@link BlockingAction} do to a client, and the facts that this changes. Those
 * that read wait for the peer, and those that write wait for it to take octets.
 */
final class BlockingMoves {
  private final Conversation conversation;
  private final FactSet<BlockingFact> facts;
  private final Runnable ending;
  private final Turn turn = new Turn();
  private boolean inputWaits;
  private boolean closed;

  /**
   * @param facts those of the client
   * @param ending called once, when the client begins to end
   */
  BlockingMoves(Conversation conversation, FactSet<BlockingFact> facts, Runnable ending) {
    this.conversation = conversation;
    this.facts = facts;
    this.ending = ending;
  }

  /** Whether the client is gone. */
  boolean isClosed() {
    return closed;
  }

  void handshake() throws IOException {
    while (!conversation.tlsIsOpen()) {
      TlsCodec.Result result = decrypt();
      if (result == TlsCodec.Result.MUST_ENCODE) {
        respond();
      } else if (result == TlsCodec.Result.CLOSED || (!conversation.tlsIsOpen() && fill() < 0)) {
        throw new IOException("peer closed during the TLS handshake");
      }
    }
    facts.remove(HANDSHAKE_PENDING);
    noteReplies(); // our SETTINGS, if TLS did not take them yet
    inputWaits = conversation.hasInput(); // the last flight may come with the first requests
  }

  /** If the peer broke TLS, the alert is all that can still be said. */
  private TlsCodec.Result decrypt() throws IOException {
    try {
      return conversation.decrypt();
    } catch (IOException e) {
      conversation.dropReplies();
      respond();
      throw new IOException("TLS: " + e.getMessage(), e);
    }
  }

  /** While it waits, others may take their turn with the client. */
  private int fill() throws IOException {
    int octets = conversation.port().read();
    conversation.protocol().time(System.nanoTime());
    if (octets < 0) {
      facts.add(PEER_CLOSED);
    }
    moved(octets);
    return octets;
  }

  /** A virtual thread that never has to wait keeps its carrier, which others may want. */
  private void moved(int octets) {
    if (turn.isOverAfter(octets)) {
      turn.begin();
      Thread.yield();
    }
  }

  /** Takes in what a read brings, or what an earlier one left, as far as replies have room. */
  void read() throws IOException {
    if (!inputWaits && (fill() < 0 || facts.has(ENDING))) {
      return;
    }
    inputWaits = false;
    TlsCodec.Result decrypted;
    do {
      decrypted = conversation.isEncrypted() ? decrypt() : TlsCodec.Result.NEED_INPUT;
      if (process() instanceof Received.NeedRoom) {
        inputWaits = true;
      }
    } while (decrypted == TlsCodec.Result.NEED_ROOM && !inputWaits && !facts.has(ENDING));
    if (decrypted == TlsCodec.Result.MUST_ENCODE) {
      inputWaits = true;
    } else if (decrypted == TlsCodec.Result.CLOSED && !inputWaits) {
      facts.add(PEER_CLOSED);
    }
  }

  /** Lets the core work through what is decrypted; what it needed at last. */
  private Received process() {
    Received received;
    do {
      received = conversation.process();
      if (received instanceof Received.Opened) {
        facts.remove(PREFACE_PENDING);
      }
    } while (!conversation.protocol().isOver()
        && (received instanceof Received.Opened || received instanceof Received.GoAway));
    noteReplies();
    return received;
  }

  /** The protocol has said something, or TLS has taken it. */
  void noteReplies() {
    facts.set(HAS_REPLIES, conversation.hasReplies());
    if (conversation.protocol().isOver() && !facts.has(ENDING)) {
      facts.add(ENDING);
      ending.run();
    }
  }

  void respond() throws IOException {
    do {
      if (conversation.isEncrypted()) {
        TlsCodec.Result result = conversation.encrypt();
        if (result == TlsCodec.Result.CLOSED) {
          conversation.dropReplies();
        }
      }
      while (conversation.port().toWrite() > 0) {
        moved(conversation.port().write());
      }
    } while (conversation.isEncrypted() && stillToEncrypt());
    facts.remove(HAS_REPLIES);
  }

  /** Octets of the engine's own, or replies it takes now; during a handshake it takes none. */
  private boolean stillToEncrypt() {
    return conversation.tlsHasOutput()
        || (conversation.toEncrypt() > 0 && conversation.tlsIsOpen());
  }

  void beginToEnd() {
    conversation.protocol().departure().because("peer closed");
    facts.add(ENDING);
    ending.run();
  }

  void shutOutput() throws IOException {
    if (conversation.isEncrypted()) {
      conversation.closeTls();
      respond();
    }
    conversation.port().shutOutput();
    facts.add(OUTPUT_SHUT);
  }

  void discardInput() throws IOException {
    if (conversation.port().discard() < 0) {
      facts.add(PEER_CLOSED);
    }
  }

  void close() {
    closed = true;
    conversation.close();
  }
}
