package h2lab.server.script;

import h2lab.server.script.Script.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A peer that follows a script instead of a network: the server's end is a channel whose reads give
 * one chunk each and whose writes take what room is left.
 */
sealed class ScriptedPeer implements ByteChannel permits ScriptedTlsPeer {
  private final Queue<ByteBuffer> chunks = new ArrayDeque<>();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private long room = Long.MAX_VALUE;
  private long received;
  private boolean ended;
  private boolean vanished;
  private boolean open = true;

  /** Does the next step of the script. */
  final void play(Step step) throws IOException {
    switch (step) {
      case Step.Send(byte[] plain) -> send(plain);
      case Step.Room(int octets) -> room = octets == Integer.MAX_VALUE ? Long.MAX_VALUE : octets;
      case Step.Close close -> end();
      case Step.Renegotiate again -> renegotiate();
      case Step.Vanish vanish -> vanished = true;
    }
  }

  void send(byte[] plain) throws IOException {
    deliver(ByteBuffer.wrap(plain));
  }

  void end() throws IOException {
    ended = true;
  }

  void renegotiate() throws IOException {
    throw new IOException("there is no TLS to be renegotiated");
  }

  final void endInput() {
    ended = true;
  }

  /** Octets of one chunk for the server to read. */
  final void deliver(ByteBuffer chunk) {
    chunks.add(chunk);
  }

  /** Octets came from the server. */
  void received(ByteBuffer octets) throws IOException {
    answered(octets);
  }

  /** Octets of the protocol came from the server. */
  final void answered(ByteBuffer plain) {
    answers.write(plain.array(), plain.position(), plain.remaining());
  }

  /** What the server said so far, decrypted. */
  final byte[] answers() {
    return answers.toByteArray();
  }

  final boolean isReadable() {
    return !chunks.isEmpty() || ended || vanished;
  }

  final boolean isWritable() {
    return room > 0 || vanished;
  }

  /** Octets taken from the server. */
  final long octetsReceived() {
    return received;
  }

  @Override
  public final int read(ByteBuffer into) throws IOException {
    if (vanished) {
      throw new IOException("Connection reset by peer");
    }
    ByteBuffer chunk = chunks.peek();
    if (chunk == null) {
      return ended ? -1 : 0;
    }
    int octets = Math.min(into.remaining(), chunk.remaining());
    into.put(chunk.slice(chunk.position(), octets));
    chunk.position(chunk.position() + octets);
    if (!chunk.hasRemaining()) {
      chunks.remove();
    }
    return octets;
  }

  @Override
  public final int write(ByteBuffer from) throws IOException {
    if (vanished) {
      throw new IOException("Broken pipe");
    }
    int octets = (int) Math.min(from.remaining(), room);
    ByteBuffer taken = ByteBuffer.allocate(octets).put(from.slice(from.position(), octets)).flip();
    from.position(from.position() + octets);
    room -= room == Long.MAX_VALUE ? 0 : octets;
    received += octets;
    received(taken);
    return octets;
  }

  @Override
  public final boolean isOpen() {
    return open;
  }

  @Override
  public final void close() {
    open = false;
  }
}
