package h2lab.server.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The content of every request: a file, mapped into memory rather than read, so that its size costs
 * nothing. Any number of threads may copy from it.
 */
final class RequestContent {
  private final MappedByteBuffer octets;

  private RequestContent(MappedByteBuffer octets) {
    this.octets = octets;
  }

  /**
   * Maps a file, which must not become shorter from then on.
   *
   * @throws IOException with a clear message if it cannot be read, or has 2 GiB or more
   */
  static RequestContent of(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("cannot read " + file + ": no readable file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new IOException("cannot send " + file + ": it has 2 GiB or more");
      }
      return new RequestContent(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  int octets() {
    return octets.capacity();
  }

  /** Appends {@code count} octets from the one at {@code from} on, which must exist. */
  void put(ByteBuffer out, int from, int count) {
    int at = out.position();
    out.put(at, octets, from, count);
    out.position(at + count);
  }
}
