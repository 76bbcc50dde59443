package h2lab.server.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A scripted peer that speaks TLS by a client engine of its own: each flight of the handshake is
 * one chunk, each send one record.
 */
final class ScriptedTlsPeer extends ScriptedPeer {
  private static final int ROOM = 40 * 1024;

  /** The script's server makes its certificate itself; there is nobody to be protected from. */
  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private final SSLEngine engine;
  private final ByteBuffer fromServer = ByteBuffer.allocate(4 * ROOM).limit(0);

  /** Begins the handshake: the first chunk is its first flight. */
  ScriptedTlsPeer() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      engine = context.createSSLEngine();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    engine.setSSLParameters(parameters);
    engine.beginHandshake();
    flight();
  }

  @Override
  void send(byte[] plain) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(plain.length + ROOM);
    ByteBuffer octets = ByteBuffer.wrap(plain);
    while (octets.hasRemaining()) {
      engine.wrap(octets, record);
    }
    deliver(record.flip());
  }

  @Override
  void end() throws IOException {
    engine.closeOutbound();
    flight();
    super.end();
  }

  @Override
  void received(ByteBuffer octets) throws IOException {
    fromServer.compact().put(octets).flip();
    ByteBuffer plain = ByteBuffer.allocate(ROOM);
    Status status;
    do {
      status = engine.unwrap(fromServer, plain.clear()).getStatus();
      answered(plain.flip());
      flight();
    } while (status == Status.OK && fromServer.hasRemaining());
  }

  /** Delivers what the engine has to say, as one chunk. */
  private void flight() throws IOException {
    ByteBuffer flight = ByteBuffer.allocate(ROOM);
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      } else if (status == HandshakeStatus.NEED_WRAP) {
        engine.wrap(ByteBuffer.allocate(0), flight);
      } else {
        break;
      }
    }
    if (flight.position() > 0) {
      deliver(flight.flip());
    }
  }
}
