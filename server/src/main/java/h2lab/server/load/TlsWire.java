package h2lab.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * TLS by the JDK's engine: one read decrypts all records there are, one write sends all there are.
 */
final class TlsWire implements Wire {
  private static final int IN_OCTETS = 1 << 16;
  private static final int OUT_RECORDS = 2;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final int recordOctets;
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_OCTETS);
  private final ByteBuffer out;
  private boolean established;
  private boolean blocked;
  private boolean ended;

  TlsWire(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    this.recordOctets = engine.getSession().getPacketBufferSize();
    this.out = ByteBuffer.allocateDirect(OUT_RECORDS * recordOctets);
  }

  @Override
  public SocketChannel channel() {
    return channel;
  }

  @Override
  public void connected() throws IOException {
    engine.beginHandshake();
    advance(engine.getHandshakeStatus());
    write();
  }

  @Override
  public boolean established() {
    return established;
  }

  /** Protocol and cipher suite, once established. */
  LoadResult.Tls parameters() {
    return new LoadResult.Tls(
        engine.getSession().getProtocol(), engine.getSession().getCipherSuite());
  }

  @Override
  public boolean receive(ByteBuffer plain) throws IOException {
    boolean more;
    do {
      ended |= channel.read(in) < 0;
      more = !in.hasRemaining();
      if (!decrypt(plain)) {
        return true;
      }
    } while (more && !ended);
    if (out.position() > 0) {
      write();
    }
    return false;
  }

  /** Decrypts all whole records; false if {@code plain} has no room for the next. */
  private boolean decrypt(ByteBuffer plain) throws IOException {
    in.flip();
    try {
      while (in.hasRemaining()) {
        SSLEngineResult result = engine.unwrap(in, plain);
        switch (result.getStatus()) {
          case BUFFER_OVERFLOW -> {
            return false;
          }
          case BUFFER_UNDERFLOW -> {
            return true;
          }
          case CLOSED -> {
            ended = true;
            return true;
          }
          case OK -> advance(result.getHandshakeStatus());
        }
      }
      return true;
    } catch (SSLException e) {
      write(); // the alert tells the server why
      throw e;
    } finally {
      in.compact();
    }
  }

  /** Does what the handshake needs until it waits for the server, or is over. */
  private void advance(HandshakeStatus status) throws IOException {
    HandshakeStatus next = status;
    while (true) {
      switch (next) {
        case NEED_TASK -> {
          for (Runnable task = engine.getDelegatedTask();
              task != null;
              task = engine.getDelegatedTask()) {
            task.run();
          }
          next = engine.getHandshakeStatus();
        }
        case NEED_WRAP -> next = wrap(NOTHING).getHandshakeStatus();
        case FINISHED -> {
          requireH2();
          established = true;
          return;
        }
        default -> {
          return;
        }
      }
    }
  }

  private SSLEngineResult wrap(ByteBuffer plain) throws IOException {
    if (out.remaining() < recordOctets) {
      write();
    }
    SSLEngineResult result = engine.wrap(plain, out);
    if (result.getStatus() == Status.CLOSED && plain.hasRemaining()
        || result.getStatus() == Status.BUFFER_OVERFLOW) {
      throw new IOException("the server closed or does not take the TLS session");
    }
    return result;
  }

  private void requireH2() throws SSLHandshakeException {
    if (!established && !"h2".equals(engine.getApplicationProtocol())) {
      throw new SSLHandshakeException("the server did not select h2 by ALPN");
    }
  }

  @Override
  public void transmit(ByteBuffer plain) throws IOException {
    do {
      while (established && plain.hasRemaining() && out.remaining() >= recordOctets) {
        wrap(plain);
      }
      write();
    } while (established && plain.hasRemaining() && out.position() == 0);
    blocked |= plain.hasRemaining();
  }

  private void write() throws IOException {
    if (out.position() > 0) {
      out.flip();
      try {
        channel.write(out);
      } finally {
        out.compact();
      }
    }
    blocked = out.position() > 0;
  }

  @Override
  public boolean blocked() {
    return blocked;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try (channel) {
      engine.closeOutbound();
      if (out.remaining() >= recordOctets) {
        engine.wrap(NOTHING, out);
      }
      write();
    } catch (IOException e) {
      // a farewell that nobody hears is none the less over
    }
  }
}
