package h2lab.server.dispatch;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import h2lab.server.tls.TlsCodec;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLException;

/**
 * One client: its channel, TLS, protocol state and buffers, and the movements between them, each of
 * which is an arrow of {@link FlowPoint}. Which movement is made when is the dispatch method's
 * business. Not thread-safe.
 *
 * <p>In cleartext the queues before and after TLS are the same, and the TLS movements are never
 * made.
 */
public final class Conversation implements ClientWay {
  private final TlsCodec tls;
  private final ObservedProtocol protocol;
  private final ClientPort port;
  private final ClientTrace trace;
  private final ClientBuffers buffers;
  private final OctetQueue wireIn;
  private final OctetQueue plainIn;
  private final OctetQueue plainOut;
  private final OctetQueue wireOut;
  private final FlushAllowance allowance;
  private boolean isHandshaking;

  /**
   * Begins with a client just accepted; our SETTINGS wait to be sent.
   *
   * @param channel the peer; closed by {@link #close}
   * @param tls null for cleartext
   */
  public Conversation(
      ByteChannel channel,
      TlsCodec tls,
      Service service,
      ActionVocabulary vocabulary,
      SocketAddress peer) {
    this.tls = tls;
    isHandshaking = tls != null;
    allowance = new FlushAllowance(service.options().flush());
    buffers = new ClientBuffers(service.slabs(), tls != null);
    wireIn = buffers.wireIn;
    plainIn = buffers.plainIn;
    plainOut = buffers.plainOut;
    wireOut = buffers.wireOut;
    try {
      protocol = new ObservedProtocol(service, vocabulary, this, peer);
    } catch (RuntimeException e) { // of a hook
      buffers.giveBack();
      throw e;
    }
    trace = protocol.trace();
    port = new ClientPort(channel, buffers, trace);
    protocol.start(plainOut.room());
    plainOut.filled();
  }

  /** The channel and the movements next to it. */
  public ClientPort port() {
    return port;
  }

  /** The protocol, and why this client goes. */
  public ObservedProtocol protocol() {
    return protocol;
  }

  /** The trace of this client. */
  public ClientTrace trace() {
    return trace;
  }

  public boolean isEncrypted() {
    return tls != null;
  }

  /** (2, 3) Decrypts what was read. */
  public TlsCodec.Result decrypt() throws SSLException {
    ByteBuffer plain = plainIn.room();
    TlsCodec.Result result = tls.decode(wireIn.octets(), plain);
    trace.read(FlowPoint.TO_DECRYPT, wireIn.drained());
    trace.read(FlowPoint.DECRYPTED, plainIn.filled());
    noteHandshake();
    return result;
  }

  /** (U) Gives decrypted octets to the protocol core and collects its replies. */
  public Received process() {
    ByteBuffer replies = allowance.limit(plainOut.room(), unwritten());
    Received received = protocol.receive(plainIn.octets(), replies);
    plainIn.drained();
    allowance.processed(plainOut.filled(), received instanceof Received.NeedInput);
    return received;
  }

  /** (4, 5) Encrypts replies, after what the TLS engine has to say itself. */
  public TlsCodec.Result encrypt() throws SSLException {
    ByteBuffer wire = wireOut.room();
    TlsCodec.Result result = tls.encode(plainOut.octets(), wire);
    trace.written(FlowPoint.TO_ENCRYPT, plainOut.drained());
    trace.written(FlowPoint.TLS_OUTPUT, wireOut.filled());
    noteHandshake();
    return result;
  }

  /** Asks the client to go, see {@link ObservedProtocol#drain}. */
  public void drain(String why) {
    protocol.drain(plainOut.room(), why);
    plainOut.filled();
  }

  /** Ends the conversation from our side, see {@link ObservedProtocol#end}. */
  public void end(ErrorCode code, String why) {
    protocol.end(plainOut.room(), code, why);
    plainOut.filled();
  }

  /** Replies that TLS will never take, since its handshake has failed, are dropped. */
  public void dropReplies() {
    trace.written(FlowPoint.DISCARDED, plainOut.waiting());
    plainOut.clear();
  }

  /** Begins to close our direction of TLS. */
  public void closeTls() {
    tls.closeOutput();
  }

  public boolean tlsIsOpen() {
    return tls.isOpen();
  }

  public boolean tlsHasOutput() {
    return tls.hasOutput();
  }

  /** Whether the core or TLS has something for the wire. */
  public boolean hasReplies() {
    return plainOut.waiting() > 0 || (tls != null && tls.hasOutput());
  }

  /** Whether the replies have room for the protocol core to go on before any are written. */
  public boolean hasReplyRoom() {
    return plainOut.roomLeft() >= ServerProtocol.LEAST_ROOM && allowance.allows(unwritten());
  }

  private int unwritten() {
    return toEncrypt() + toWrite();
  }

  /** Whether one more TLS record fits. */
  public boolean hasRecordRoom() {
    return tls == null || wireOut.roomLeft() >= tls.wireRoom();
  }

  @Override
  public boolean hasInput() {
    return wireIn.waiting() > 0 || plainIn.waiting() > 0;
  }

  /** Decrypted octets that wait for the core; it may need more of them to go on. */
  public int toProcess() {
    return plainIn.waiting();
  }

  /** Nothing is to be done for this client until its peer does something. */
  public void rest() {
    buffers.giveBackIfEmpty();
    if (tls != null) {
      tls.rest();
    }
  }

  /** Ends this client: closes its channel and gives its buffers back. */
  public void close() {
    port.close();
    if (tls != null) {
      tls.close();
    }
    buffers.giveBack();
    protocol.close();
  }

  /** As {@link #close}, for a fault of ours. */
  public void closeFaulty(RuntimeException fault) {
    protocol.fault(fault);
    close();
  }

  private void noteHandshake() {
    if (isHandshaking && tls.isOpen()) {
      isHandshaking = false;
      trace.state(ClientLife.HANDSHAKEN, tls.agreement());
    }
  }

  @Override
  public boolean isHandshaking() {
    return isHandshaking;
  }

  /** Our SETTINGS wait for the handshake before they can wait for the socket. */
  @Override
  public boolean awaitsSocket() {
    return wireOut.waiting() > 0 || (plainOut.waiting() > 0 && !isHandshaking);
  }

  @Override
  public long octetsWritten() {
    return port.octetsWritten();
  }

  @Override
  public int tlsPending() {
    return tls == null ? 0 : wireIn.waiting();
  }

  @Override
  public int toEncrypt() {
    return tls == null ? 0 : plainOut.waiting();
  }

  @Override
  public int toWrite() {
    return wireOut.waiting();
  }

  @Override
  public int writeChunks() {
    return wireOut.waiting() > 0 ? 1 : 0;
  }
}
