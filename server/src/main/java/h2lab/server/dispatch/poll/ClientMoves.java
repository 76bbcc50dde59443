package h2lab.server.dispatch.poll;

import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_PORT;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_TLS;
import static h2lab.server.dispatch.poll.ClientFact.CAN_READ_TLS_OUTPUT;
import static h2lab.server.dispatch.poll.ClientFact.CAN_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.CAN_WRITE_TLS;
import static h2lab.server.dispatch.poll.ClientFact.ENDING;
import static h2lab.server.dispatch.poll.ClientFact.HAS_DATA_TO_ENCRYPT;
import static h2lab.server.dispatch.poll.ClientFact.HAS_DATA_TO_WRITE;
import static h2lab.server.dispatch.poll.ClientFact.HAS_PLAIN;
import static h2lab.server.dispatch.poll.ClientFact.HAS_RECORD_ROOM;
import static h2lab.server.dispatch.poll.ClientFact.HAS_REPLY_ROOM;
import static h2lab.server.dispatch.poll.ClientFact.OUTPUT_SHUT;
import static h2lab.server.dispatch.poll.ClientFact.PEER_CLOSED;

import h2lab.server.dispatch.Conversation;
import h2lab.server.dispatch.Departure;
import h2lab.server.dispatch.FactSet;
import h2lab.server.dispatch.Turn;
import h2lab.server.http2.Received;
import h2lab.server.tls.TlsCodec;
import java.io.IOException;
import javax.net.ssl.SSLException;

/**
 * What the actions of {@link Action} do to a client of the poll loop: each moves octets along one
 * arrow and changes the facts that this changes.
 */
final class ClientMoves {
  private final Conversation conversation;
  private final Departure departure;
  private final FactSet<ClientFact> facts;
  private final Turn turn = new Turn();
  private boolean closed;

  /**
   * @param facts those of the client
   */
  ClientMoves(Conversation conversation, FactSet<ClientFact> facts) {
    this.conversation = conversation;
    this.facts = facts;
    departure = conversation.protocol().departure();
  }

  /** Whether the client is gone. */
  boolean isClosed() {
    return closed;
  }

  /** The poller has come to this client: it may write again. */
  void beginTurn() {
    turn.begin();
  }

  void processDataOnSocket() throws IOException {
    facts.remove(CAN_READ_PORT);
    int octets = conversation.port().read();
    if (octets > 0) {
      facts.set(conversation.isEncrypted() ? CAN_READ_TLS : HAS_PLAIN, true);
    } else if (octets < 0) {
      facts.add(PEER_CLOSED);
      if (conversation.isEncrypted() && !conversation.tlsIsOpen()) {
        throw new IOException("peer closed during the TLS handshake");
      }
    }
  }

  void decrypt() throws IOException {
    try {
      TlsCodec.Result result = conversation.decrypt();
      if (result == TlsCodec.Result.CLOSED) {
        facts.add(PEER_CLOSED);
      }
      boolean goesOn = result == TlsCodec.Result.NEED_ROOM || result == TlsCodec.Result.MUST_ENCODE;
      facts.set(CAN_READ_TLS, goesOn && conversation.tlsPending() > 0);
      facts.set(HAS_PLAIN, conversation.toProcess() > 0);
      facts.set(CAN_WRITE_TLS, conversation.tlsIsOpen());
    } catch (SSLException e) {
      endByTls(e);
    }
    facts.set(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
  }

  /** The alert is all that can still be said. */
  private void endByTls(SSLException cause) {
    departure.byError("TLS: " + cause.getMessage());
    conversation.dropReplies();
    facts.remove(CAN_READ_TLS, HAS_PLAIN, HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS);
    facts.add(ENDING);
  }

  void processFrames() {
    Received received = conversation.process();
    noteReplies();
    if (received instanceof Received.NeedInput) {
      facts.remove(HAS_PLAIN);
    }
  }

  /** The protocol has said something, or what it said was taken. */
  void noteReplies() {
    if (conversation.protocol().isOver()) {
      facts.remove(HAS_PLAIN);
      facts.add(ENDING);
    }
    facts.set(HAS_REPLY_ROOM, conversation.hasReplyRoom());
    if (conversation.isEncrypted()) {
      facts.set(HAS_DATA_TO_ENCRYPT, conversation.toEncrypt() > 0);
    } else {
      facts.set(HAS_DATA_TO_WRITE, conversation.port().toWrite() > 0);
    }
  }

  void beginToEnd() {
    departure.because("peer closed");
    facts.add(ENDING);
  }

  void encrypt() throws IOException {
    TlsCodec.Result result = conversation.encrypt();
    if (result == TlsCodec.Result.CLOSED) {
      conversation.dropReplies();
    }
    noteReplies();
    facts.set(CAN_WRITE_TLS, conversation.tlsIsOpen());
    facts.set(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
    facts.set(HAS_DATA_TO_WRITE, conversation.port().toWrite() > 0);
    facts.set(HAS_RECORD_ROOM, conversation.hasRecordRoom());
  }

  void writeDataToSocket() throws IOException {
    boolean turnIsOver = turn.isOverAfter(conversation.port().write());
    boolean allWritten = conversation.port().toWrite() == 0;
    facts.set(HAS_DATA_TO_WRITE, !allWritten);
    facts.set(CAN_WRITE, allWritten && !turnIsOver);
    facts.set(HAS_RECORD_ROOM, conversation.hasRecordRoom());
    facts.set(HAS_REPLY_ROOM, conversation.hasReplyRoom());
  }

  void closeTls() {
    conversation.closeTls();
    facts.remove(CAN_WRITE_TLS);
    facts.set(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
  }

  void shutOutput() throws IOException {
    conversation.port().shutOutput();
    facts.add(OUTPUT_SHUT);
  }

  void discardInput() throws IOException {
    facts.remove(CAN_READ_PORT);
    if (conversation.port().discard() < 0) {
      facts.add(PEER_CLOSED);
    }
  }

  void close() {
    closed = true;
    conversation.close();
  }

  void await() {
    conversation.rest();
  }

  /** A fault of ours ends the client. */
  void closeFaulty(RuntimeException fault) {
    closed = true;
    conversation.closeFaulty(fault);
  }
}
