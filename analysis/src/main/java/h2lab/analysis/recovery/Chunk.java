package h2lab.analysis.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A piece that can be read to its end.
 *
 * @param header as it is to be written, 68 octets
 * @param octets kept, the header included
 * @param events in it
 * @param nanos it covers, from its start
 */
record Chunk(Piece piece, ByteBuffer header, long octets, long events, long nanos) {
  /** Whether it is shorter than it was. */
  boolean mended() {
    return octets != piece.octets() || !piece.looksWhole();
  }

  void writeTo(WritableByteChannel out) throws IOException {
    piece.mapped(
        all -> {
          ChunkMending.write(all, header, octets, out);
          return null;
        });
  }

  long startNanos() {
    return piece.header().startNanos();
  }

  /** From its end to that of its piece. */
  long lostNanos() {
    return Math.max(0, piece.endNanos() - endNanos());
  }

  long endNanos() {
    return startNanos() + nanos;
  }
}
