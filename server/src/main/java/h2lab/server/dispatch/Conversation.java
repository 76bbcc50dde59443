package h2lab.server.dispatch;

import h2lab.server.http2.ErrorCode;
import h2lab.server.http2.FrameObserver;
import h2lab.server.http2.Received;
import h2lab.server.http2.ServerProtocol;
import h2lab.server.tls.TlsCodec;
import h2lab.tracing.ActionVocabulary;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.FlowPoint;
import h2lab.tracing.QueueLevels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * One client: its channel, TLS, protocol state and buffers, and the movements between them, each of
 * which is an arrow of {@link FlowPoint}. Which movement is made when is the dispatch method's
 * business. Not thread-safe.
 *
 * <p>In cleartext the queues before and after TLS are the same, and the TLS movements are never
 * made.
 */
public final class Conversation implements QueueLevels {
  /** Two TLS records of the largest size there is, with the JDK's margin. */
  private static final int WIRE_OCTETS = 34 * 1024;

  /** An incomplete frame of the largest size and one more TLS record of plain octets. */
  private static final int PLAIN_OCTETS = 34 * 1024;

  private static final int SLAB_OCTETS = 2 * WIRE_OCTETS + 2 * PLAIN_OCTETS;

  private final ByteChannel channel;
  private final TlsCodec tls;
  private final Service service;
  private final ClientTrace trace;
  private final ServerProtocol connection;
  private final FrameObserver frames = new TracedFrames();
  private final ByteBuffer slab;
  private final OctetQueue wireIn;
  private final OctetQueue plainIn;
  private final OctetQueue plainOut;
  private final OctetQueue wireOut;
  private final Object applicationData;
  private boolean handshakeNoted;
  private boolean failed;

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
      java.net.SocketAddress peer) {
    this.channel = channel;
    this.tls = tls;
    this.service = service;
    applicationData = service.options().hooks().accepted(peer); // first: it may throw
    connection = service.newProtocol();
    slab = service.slabs().take(SLAB_OCTETS);
    wireIn = new OctetQueue(slab.slice(0, WIRE_OCTETS));
    wireOut = new OctetQueue(slab.slice(WIRE_OCTETS, WIRE_OCTETS));
    plainIn = tls == null ? wireIn : new OctetQueue(slab.slice(2 * WIRE_OCTETS, PLAIN_OCTETS));
    plainOut =
        tls == null
            ? wireOut
            : new OctetQueue(slab.slice(2 * WIRE_OCTETS + PLAIN_OCTETS, PLAIN_OCTETS));
    trace = ClientTrace.accepted(vocabulary, this, Service.port(peer));
    service.clientBegan();
    connection.start(plainOut.room());
    trace.written(FlowPoint.REPLIES, plainOut.filled());
  }

  /** Requests received whole so far. */
  public long requests() {
    return connection.requests();
  }

  /** The trace of this client. */
  public ClientTrace trace() {
    return trace;
  }

  public boolean isEncrypted() {
    return tls != null;
  }

  /**
   * (1) Reads what the channel has and the buffer takes.
   *
   * @return octets read; -1 at the end of the input
   */
  public int readPort() throws IOException {
    int octets = channel.read(wireIn.room());
    wireIn.filled();
    trace.read(FlowPoint.PEER_IN, octets);
    return octets;
  }

  /** Reads and forgets, for a client that was told to go; -1 at the end of the input. */
  public int discardPort() throws IOException {
    wireIn.clear();
    int octets = readPort();
    wireIn.clear();
    trace.read(FlowPoint.DISCARDED, octets);
    return octets;
  }

  /** Octets {@link #readPort} can take. */
  public int readRoom() {
    return wireIn.roomLeft();
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
    connection.observe(trace.recordsFrames() ? frames : null);
    ByteBuffer replies = plainOut.room();
    Received received = connection.receive(plainIn.octets(), replies);
    plainIn.drained();
    trace.written(FlowPoint.REPLIES, plainOut.filled());
    switch (received) {
      case Received.Opened opened -> {
        trace.state(ClientLife.OPEN, "");
        service.options().hooks().hello(applicationData);
      }
      case Received.GoAway goAway ->
          trace.state(ClientLife.DRAINING, "client sent GOAWAY, code " + goAway.code());
      case Received.PrefaceMismatch mismatch -> {
        failed = true;
        trace.state(ClientLife.DRAINING, "client preface mismatch");
      }
      case Received.Failed fault -> {
        failed = true;
        trace.state(ClientLife.DRAINING, fault.code() + ": " + fault.reason());
      }
      case Received.Drained drained -> trace.state(ClientLife.DRAINING, "no stream is left");
      case Received.NeedInput needInput -> {}
      case Received.NeedRoom needRoom -> {}
    }
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

  /** (6) Writes what the channel takes; octets written. */
  public int writePort() throws IOException {
    channel.write(wireOut.octets());
    int octets = wireOut.drained();
    trace.written(FlowPoint.PEER_OUT, octets);
    return octets;
  }

  /** Appends a GOAWAY to the replies if there is room; the client is told that we end. */
  public void shutDown(String reason) {
    if (plainOut.roomLeft() >= ServerProtocol.LEAST_ROOM) {
      connection.end(plainOut.room(), ErrorCode.NO_ERROR, "");
      trace.written(FlowPoint.REPLIES, plainOut.filled());
    }
    trace.state(ClientLife.DRAINING, reason);
  }

  /** Replies that TLS will never take, since its handshake has failed, are dropped. */
  public void dropReplies() {
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

  /** Tells the peer that nothing more comes; what it sends can still be read. */
  public void shutOutput() throws IOException {
    switch (channel) {
      case SocketChannel socket -> socket.shutdownOutput();
      case HalfClosableChannel halves -> halves.shutOutput();
      default -> {} // a scripted peer has no such thing
    }
  }

  /** Whether the replies have room for the protocol core to go on. */
  public boolean hasReplyRoom() {
    return plainOut.roomLeft() >= ServerProtocol.LEAST_ROOM;
  }

  /** Whether one more TLS record fits. */
  public boolean hasRecordRoom() {
    return tls == null || wireOut.roomLeft() >= tls.wireRoom();
  }

  /** Whether a response waits for a flow-control window of the client. */
  public boolean responsesWait() {
    return connection.responsesWait();
  }

  /** Whether octets that were read wait for TLS or the core. */
  public boolean hasInput() {
    return wireIn.waiting() > 0 || plainIn.waiting() > 0;
  }

  /** Whether decrypted octets wait for the core; it may need more of them to go on. */
  public boolean hasPlainInput() {
    return plainIn.waiting() > 0;
  }

  /** Decrypted octets that wait for the core. */
  public int toProcess() {
    return plainIn.waiting();
  }

  /**
   * Ends this client: closes its channel and gives its buffers back.
   *
   * @param byError whether the client failed or was failed
   */
  public void close(String reason, boolean byError) {
    try {
      channel.close();
    } catch (IOException e) {
      // the peer is gone, which is what closing is for
    }
    if (tls != null) {
      tls.close();
    }
    long requests = connection.requests();
    connection.close();
    trace.state(ClientLife.CLOSED, reason);
    service.slabs().giveBack(slab);
    service.clientEnded(requests, failed || byError);
    service.options().hooks().closed(applicationData, requests);
  }

  /** As {@link #close}, for a fault of ours. */
  public void closeFaulty(RuntimeException fault) {
    service.fault(trace, fault);
    close("fault of the server: " + fault, true);
  }

  private void noteHandshake() {
    if (!handshakeNoted && tls.isOpen()) {
      handshakeNoted = true;
      trace.state(ClientLife.HANDSHAKEN, tls.agreement());
    }
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

  private final class TracedFrames implements FrameObserver {
    @Override
    public void received(int type, int streamId, int octets) {
      trace.frameReceived(type, streamId, octets);
    }

    @Override
    public void sent(int type, int streamId, int octets) {
      trace.frameSent(type, streamId, octets);
    }
  }
}
