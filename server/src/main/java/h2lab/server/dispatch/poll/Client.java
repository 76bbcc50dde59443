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
import h2lab.server.dispatch.MarkedFact;
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
  private int facts = MarkedFact.set(HAS_REPLY_ROOM, HAS_RECORD_ROOM, CAN_WRITE);
  private boolean leaving;
  private boolean closed;
  private boolean byError;
  private String reason = "peer closed";

  /**
   * @param conversation just begun
   */
  public Client(Conversation conversation) {
    this.conversation = conversation;
    setFact(conversation.isEncrypted() ? HAS_DATA_TO_ENCRYPT : HAS_DATA_TO_WRITE, true);
  }

  /** The facts that hold, as bits of {@link ClientFact}. */
  public int facts() {
    return facts;
  }

  public boolean has(ClientFact fact) {
    return (facts & fact.bit()) != 0;
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
      setFact(CAN_READ_PORT, true);
    }
    if (writable) {
      setFact(CAN_WRITE, true);
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
    Action action = Action.next(facts);
    conversation.trace().selected(facts, action.ordinal());
    try {
      action.run(this);
    } catch (IOException e) {
      breakOff(e.getMessage() == null ? e.toString() : e.getMessage());
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
    reason = "server ends";
    if (conversation.isEncrypted() && !conversation.tlsIsOpen()) {
      setFact(BROKEN, true); // in the middle of a handshake nothing can be said
    } else {
      conversation.shutDown(reason);
      noteReplies();
      setFact(ENDING, true);
    }
    runActions();
  }

  /** Ends a client that does not take what is left for it, or does not go. */
  public void giveUp() {
    setFact(has(OUTPUT_SHUT) ? PEER_CLOSED : BROKEN, true);
    runActions();
  }

  private void setFact(ClientFact fact, boolean holds) {
    facts = holds ? facts | fact.bit() : facts & ~fact.bit();
  }

  private void breakOff(String why) {
    if (!has(ENDING)) {
      reason = why;
      byError = true;
    }
    setFact(BROKEN, true);
  }

  void processDataOnSocket() throws IOException {
    setFact(CAN_READ_PORT, false);
    int octets = conversation.readPort();
    if (octets > 0) {
      setFact(conversation.isEncrypted() ? CAN_READ_TLS : HAS_PLAIN, true);
    } else if (octets < 0) {
      setFact(PEER_CLOSED, true);
      if (conversation.isEncrypted() && !conversation.tlsIsOpen()) {
        breakOff("peer closed during the TLS handshake");
      }
    }
  }

  void decrypt() throws IOException {
    try {
      TlsCodec.Result result = conversation.decrypt();
      if (result == TlsCodec.Result.CLOSED) {
        setFact(PEER_CLOSED, true);
      }
      boolean goesOn = result == TlsCodec.Result.NEED_ROOM || result == TlsCodec.Result.MUST_ENCODE;
      setFact(CAN_READ_TLS, goesOn && conversation.tlsPending() > 0);
      setFact(HAS_PLAIN, conversation.hasPlainInput());
      setFact(CAN_WRITE_TLS, conversation.tlsIsOpen());
    } catch (SSLException e) {
      endByTls(e);
    }
    setFact(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
  }

  /** The alert is all that can still be said. */
  private void endByTls(SSLException cause) {
    reason = "TLS: " + cause.getMessage();
    byError = true;
    conversation.dropReplies();
    facts &= ~MarkedFact.set(CAN_READ_TLS, HAS_PLAIN, HAS_DATA_TO_ENCRYPT, CAN_WRITE_TLS);
    setFact(ENDING, true);
  }

  void processFrames() {
    Received received = conversation.process();
    switch (received) {
      case Received.NeedInput needInput -> setFact(HAS_PLAIN, false);
      case Received.NeedRoom needRoom -> {}
      case Received.Opened opened -> {}
      case Received.GoAway goAway -> leaving = true;
      case Received.Drained drained -> setFact(ENDING, true);
      case Received.PrefaceMismatch mismatch -> endByFault("client preface mismatch");
      case Received.Failed fault -> endByFault(fault.code() + ": " + fault.reason());
    }
    noteReplies();
    if (leaving && !has(ENDING) && !conversation.responsesWait()) {
      reason = "client sent GOAWAY";
      setFact(ENDING, true);
    }
  }

  private void endByFault(String fault) {
    reason = fault;
    byError = true;
    setFact(HAS_PLAIN, false);
    setFact(ENDING, true);
  }

  private void noteReplies() {
    setFact(HAS_REPLY_ROOM, conversation.hasReplyRoom());
    if (conversation.isEncrypted()) {
      setFact(HAS_DATA_TO_ENCRYPT, conversation.toEncrypt() > 0);
    } else {
      setFact(HAS_DATA_TO_WRITE, conversation.toWrite() > 0);
    }
  }

  void beginToEnd() {
    setFact(ENDING, true);
  }

  void encrypt() throws IOException {
    TlsCodec.Result result = conversation.encrypt();
    if (result == TlsCodec.Result.CLOSED) {
      conversation.dropReplies();
    }
    noteReplies();
    setFact(CAN_WRITE_TLS, conversation.tlsIsOpen());
    setFact(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
    setFact(HAS_DATA_TO_WRITE, conversation.toWrite() > 0);
    setFact(HAS_RECORD_ROOM, conversation.hasRecordRoom());
  }

  void writeDataToSocket() throws IOException {
    conversation.writePort();
    boolean allWritten = conversation.toWrite() == 0;
    setFact(HAS_DATA_TO_WRITE, !allWritten);
    setFact(CAN_WRITE, allWritten);
    setFact(HAS_RECORD_ROOM, conversation.hasRecordRoom());
    setFact(HAS_REPLY_ROOM, conversation.hasReplyRoom());
  }

  void closeTls() {
    conversation.closeTls();
    setFact(CAN_WRITE_TLS, false);
    setFact(CAN_READ_TLS_OUTPUT, conversation.tlsHasOutput());
  }

  void shutOutput() throws IOException {
    conversation.shutOutput();
    setFact(OUTPUT_SHUT, true);
  }

  void discardInput() throws IOException {
    setFact(CAN_READ_PORT, false);
    if (conversation.discardPort() < 0) {
      setFact(PEER_CLOSED, true);
    }
  }

  void abandon() {
    closed = true;
    conversation.close(reason, byError);
  }

  void close() {
    closed = true;
    conversation.close(reason, byError);
  }

  void await() {}
}
