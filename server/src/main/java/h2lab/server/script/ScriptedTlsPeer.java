package h2lab.server.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * A scripted peer that speaks TLS by a client engine of its own: each flight of the handshake is
 * one chunk, each send one record.
 */
final class ScriptedTlsPeer extends ScriptedPeer {
  private static final int ROOM = 40 * 1024;

  private final SSLEngine engine;
  private final ByteBuffer fromServer = ByteBuffer.allocate(4 * ROOM).limit(0);

  /** Begins the handshake: the first chunk is its first flight. */
  ScriptedTlsPeer(SSLEngine engine) throws IOException {
    this.engine = engine;
    flight();
  }

  @Override
  void send(byte[] plain) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(plain.length + ROOM);
    ByteBuffer octets = ByteBuffer.wrap(plain);
    boolean takes = true;
    while (octets.hasRemaining() && takes) { // not if it is closed, or in a handshake
      takes = engine.wrap(octets, record).bytesConsumed() > 0;
    }
    if (record.position() > 0) {
      deliver(record.flip());
    }
  }

  /** Begins another handshake within the session, in TLS 1.3 a change of keys. */
  @Override
  void renegotiate() throws IOException {
    engine.beginHandshake();
    flight();
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
    try {
      takeRecords();
    } catch (SSLException e) {
      endInput(); // a fatal alert: there is nothing more to say
    }
  }

  private void takeRecords() throws IOException {
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
