package h2lab.server.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS by an SSLEngine, the JDK's or another provider's. Its delegated tasks (key agreement,
 * signature) run in the caller's thread: a dispatch method decides which thread that is.
 */
final class JdkTls implements TlsCodec {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private boolean open;

  JdkTls(SSLEngine engine) {
    this.engine = engine;
  }

  @Override
  public Result decode(ByteBuffer wire, ByteBuffer plain) throws SSLException {
    while (true) {
      SSLEngineResult result = engine.unwrap(wire, plain);
      switch (result.getStatus()) {
        case BUFFER_UNDERFLOW -> {
          return Result.NEED_INPUT;
        }
        case BUFFER_OVERFLOW -> {
          return Result.NEED_ROOM;
        }
        case CLOSED -> {
          return Result.CLOSED;
        }
        default -> {
          if (advance(result.getHandshakeStatus()) == HandshakeStatus.NEED_WRAP) {
            return Result.MUST_ENCODE;
          }
        }
      }
      if (!wire.hasRemaining()) {
        return Result.NEED_INPUT;
      }
    }
  }

  @Override
  public Result encode(ByteBuffer plain, ByteBuffer wire) throws SSLException {
    do {
      SSLEngineResult result = engine.wrap(plain, wire);
      switch (result.getStatus()) {
        case BUFFER_OVERFLOW -> {
          return Result.NEED_ROOM;
        }
        case CLOSED -> {
          return Result.CLOSED;
        }
        default -> {
          if (advance(result.getHandshakeStatus()) == HandshakeStatus.NEED_UNWRAP) {
            return plain.hasRemaining() ? Result.NEED_INPUT : Result.OK;
          }
        }
      }
    } while (plain.hasRemaining() || hasOutput());
    return Result.OK;
  }

  /**
   * Runs what the engine delegates, and notes the end of the handshake. After that only another one
   * has tasks: the JDK refuses it itself if told so by a property before its first use of TLS,
   * which may have been somebody else's.
   */
  private HandshakeStatus advance(HandshakeStatus after) throws SSLException {
    HandshakeStatus status = after;
    if (open && status == HandshakeStatus.NEED_TASK) {
      engine.closeOutbound();
      throw new SSLException("the client asks to renegotiate");
    }
    while (status == HandshakeStatus.NEED_TASK) {
      for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
        task.run();
      }
      engine.unwrap(NOTHING, NOTHING); // throws what a task met, lest encode throws the alert away
      status = engine.getHandshakeStatus();
    }
    if (status == HandshakeStatus.FINISHED) {
      open = true;
    }
    return status;
  }

  @Override
  public boolean isOpen() {
    return open && !engine.isOutboundDone();
  }

  @Override
  public boolean hasOutput() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  @Override
  public void closeOutput() {
    engine.closeOutbound();
  }

  @Override
  public int plainRoom() {
    return engine.getSession().getApplicationBufferSize();
  }

  @Override
  public int wireRoom() {
    return engine.getSession().getPacketBufferSize();
  }

  @Override
  public String agreement() {
    var session = engine.getSession();
    String protocol = engine.getApplicationProtocol();
    return session.getProtocol()
        + " "
        + session.getCipherSuite()
        + (protocol == null || protocol.isEmpty() ? "" : " " + protocol);
  }
}
