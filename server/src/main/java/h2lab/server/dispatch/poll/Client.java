package h2lab.server.dispatch.poll;

import static h2lab.server.dispatch.poll.ClientFact.BROKEN;
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
import h2lab.server.http2.Received;
import h2lab.server.tls.TlsCodec;
import java.io.IOException;
import javax.net.ssl.SSLException;

/**
 * A client of the poll loop: its conversation and the facts true of it. The actions of {@link
 * Action} are its methods; each moves octets along one arrow and changes the facts that this
 * changes.
 */
public final class Client {
  private final Conversation conversation;
  private final Departure departure;
  private final FactSet<ClientFact> facts =
      new FactSet<>(HAS_REPLY_ROOM, HAS_RECORD_ROOM, CAN_WRITE);
  private boolean closed;

  /**
   * @param conversation just begun
   */
  public Client(Conversation conversation) {
    this.conversation = conversation;
    departure = conversation.protocol().departure();
    facts.set(conversation.isEncrypted() ? HAS_DATA_TO_ENCRYPT : HAS_DATA_TO_WRITE, true);
  }

  /** The facts that hold, as bits of {@link ClientFact}. */
  public int facts() {
    return facts.bits();
  }

  public boolean has(ClientFact fact) {
    return facts.has(fact);
  }

  /** Whether this client is gone. */
  public boolean isClosed() {
    return closed;
  }

  /** Whether a poller should tell when octets come in. */
  public boolean awaitsInput() {
    return !has(CAN_READ_PORT) && !has(PEER_CLOSED);
  }

  /** Whether a poller should tell when octets can go out. */
  public boolean awaitsRoom() {
    return has(HAS_DATA_TO_WRITE) && !has(CAN_WRITE);
  }

  /** Adds what a poller found, and runs actions until none but waiting is left. */
  public void ready(boolean readable, boolean writable) {
    note(readable, writable);
    runActions();
  }

  /** Adds what a poller found. */
  public void note(boolean readable, boolean writable) {
    if (readable) {
      facts.add(CAN_READ_PORT);
    }
    if (writable) {
      facts.add(CAN_WRITE);
    }
  }

  /** Runs actions until none but waiting is left, or the client is gone. */
  public void runActions() {
    Action action;
    do {
      action = step();
    } while (action != Action.WAIT && !closed);
  }

  /**
   * Runs the next action, for whom wants to look in between; the client must not be closed.
   *
   * @return the action that was run
   */
  public Action step() {
    Action action = Action.TABLE.next(facts.bits());
    conversation.trace().selected(facts.bits(), action.ordinal());
    try {
      action.run(this);
    } catch (IOException e) {
      breakOff(e);
    } catch (RuntimeException e) {
      closed = true;
      conversation.closeFaulty(e);
    }
    return action;
  }

  /** Tells the client that the server ends, and takes no more requests of it. */
  public void shutDown() {
    if (has(ENDING)) {
      return;
    }
    if (conversation.isEncrypted() && !conversation.tlsIsOpen()) {
      departure.because("server ends");
      facts.add(BROKEN); // in the middle of a handshake nothing can be said
    } else {
      conversation.shutDown("server ends");
      noteReplies();
      facts.add(ENDING);
    }
    runActions();
  }

  /** Ends a client that does not take what is left for it, or does not go. */
  public void giveUp() {
    facts.add(has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN);
    runActions();
  }

  private void breakOff(IOException cause) {
    departure.byError(cause);
    facts.add(BROKEN);
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
    if (conversation.protocol().isOver()) {
      facts.remove(HAS_PLAIN);
      facts.add(ENDING);
    } else if (received instanceof Received.NeedInput) {
      facts.remove(HAS_PLAIN);
    }
  }

  private void noteReplies() {
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
    conversation.port().write();
    boolean allWritten = conversation.port().toWrite() == 0;
    facts.set(HAS_DATA_TO_WRITE, !allWritten);
    facts.set(CAN_WRITE, allWritten);
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

  void await() {}
}
