package h2lab.server.script;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A network that passes octets on in pieces of random sizes, outwards sometimes none at all. */
final class ChoppyChannel implements ByteChannel {
  private static final int DOUBLINGS = 16;

  private final ByteChannel peer;
  private final Random random;

  private ChoppyChannel(ByteChannel peer, Random random) {
    this.peer = peer;
    this.random = random;
  }

  /** Puts such a network before a peer. */
  record Chopped(Random random) implements UnaryOperator<ByteChannel> {
    @Override
    public ByteChannel apply(ByteChannel peer) {
      return new ChoppyChannel(peer, random);
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    ByteBuffer part = part(into, 1);
    int octets = peer.read(part);
    into.position(into.position() + Math.max(octets, 0));
    return octets;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    ByteBuffer part = part(from, 0);
    int octets = peer.write(part);
    from.position(from.position() + octets);
    return octets;
  }

  /** Small ones and large ones alike, and all there is now and then. */
  private ByteBuffer part(ByteBuffer whole, int least) {
    int most = 1 << random.nextInt(DOUBLINGS);
    int octets = Math.min(whole.remaining(), Math.max(least, random.nextInt(most + 1)));
    return whole.slice(whole.position(), octets);
  }

  @Override
  public boolean isOpen() {
    return peer.isOpen();
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
