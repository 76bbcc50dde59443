package h2lab.analysis.recording.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file seen through a window that holds at least the event being read. Numbers are taken from
 * that event only: reading past its end is {@link UnknownContent}.
 */
final class ChunkOctets implements Closeable {
  private static final VarHandle LITTLE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int FIRST_WINDOW = 1 << 19;
  private static final int LARGEST_WINDOW = 1 << 28;
  private static final int LONGEST_SIZE_FIELD = 9;
  // Whoever looks at eight octets at once may look past the last one filled.
  private static final int SLACK = 24;

  private final FileChannel file;
  private final long fileSize;
  private byte[] window = new byte[FIRST_WINDOW + SLACK];
  private long windowStart;
  private int filled;
  private int position;
  private int end;

  ChunkOctets(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ);
    fileSize = file.size();
  }

  long fileSize() {
    return fileSize;
  }

  /** Where in the file the next octet is. */
  long filePosition() {
    return windowStart + position;
  }

  /** A copy of so many octets at a place in the file. */
  ByteBuffer copy(long filePosition, int count) throws IOException {
    open(filePosition, count);
    return ByteBuffer.wrap(octets(count));
  }

  /** Goes to a place in the file from which so many octets can be read. */
  void open(long filePosition, int octets) throws IOException {
    seek(filePosition);
    require(octets);
    end = position + octets;
  }

  private void seek(long filePosition) {
    long index = filePosition - windowStart;
    if (index >= 0 && index <= filled) {
      position = (int) index;
    } else {
      windowStart = filePosition;
      position = filled = 0;
    }
  }

  /** Goes to the event that starts at a place in the file; all of it can be read then. */
  void openEvent(long filePosition, long limit) throws IOException {
    seek(filePosition);
    openEvent(limit);
  }

  /** Goes on to the event that starts here, and must end before {@code limit} of the file. */
  void openEvent(long limit) throws IOException {
    if (filled - position < LONGEST_SIZE_FIELD) {
      require((int) Math.min(LONGEST_SIZE_FIELD, limit - filePosition()));
    }
    int start = position;
    end = filled;
    long size = number();
    if (size <= 0 || size > limit - windowStart - start) {
      throw new UnknownContent("an event of " + size + " octets");
    }
    if (size > filled - start) {
      position = start;
      require(size);
      start = position;
      end = filled;
      number();
    }
    end = start + (int) size;
  }

  /** Skips what is left of the event. */
  void closeEvent() {
    position = end;
  }

  /** Makes sure that all of the event was understood. */
  void expectEnd() throws UnknownContent {
    if (position != end) {
      throw new UnknownContent("an event of other fields than the metadata says");
    }
  }

  private void require(long octets) throws IOException {
    if (octets <= filled - position) {
      return;
    }
    if (octets > LARGEST_WINDOW || octets > fileSize - filePosition()) {
      throw new UnknownContent(octets + " octets at " + filePosition());
    }
    byte[] next =
        octets + SLACK <= window.length ? window : new byte[Math.toIntExact(octets) + SLACK];
    System.arraycopy(window, position, next, 0, filled - position);
    window = next;
    windowStart += position;
    filled -= position;
    position = 0;
    fill((int) octets);
  }

  private void fill(int least) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(window, filled, window.length - SLACK - filled);
    while (filled < least) {
      int read = file.read(rest, windowStart + filled);
      if (read < 0) {
        throw new UnknownContent("the end of the file");
      }
      filled += read;
    }
  }

  /** A number as LEB128, of which a ninth octet is taken whole. */
  long number() throws UnknownContent {
    int at = position;
    if (at < end && window[at] >= 0) {
      position = at + 1;
      return window[at];
    }
    return longNumber();
  }

  /** Takes eight octets at once; a loop over them would cost more than the rest of an event. */
  private long longNumber() throws UnknownContent {
    long word = ahead(0);
    int more = octetsAfterFirst(word);
    if (more == Long.BYTES) {
      skip(Long.BYTES);
      return joined(word) | (octet() & 0xFFL) << 56;
    }
    skip(more + 1);
    return number(word);
  }

  /** How many octets of a number follow its first, which is the lowest here: 8 if not all are. */
  static int octetsAfterFirst(long word) {
    return Long.numberOfTrailingZeros(~word & HIGH_BITS) / Byte.SIZE;
  }

  /** The number that begins with the lowest octet and has at most eight. */
  static long number(long word) {
    long stops = ~word & HIGH_BITS;
    return joined(word & (stops ^ (stops - 1)));
  }

  /** The seven low bits of each octet, side by side. */
  private static long joined(long word) {
    return Long.compress(word, ~HIGH_BITS);
  }

  byte octet() throws UnknownContent {
    if (position >= end) {
      throw new UnknownContent("an event that ends too early");
    }
    return window[position++];
  }

  void skip(long octets) throws UnknownContent {
    if (octets < 0 || octets > end - position) {
      throw new UnknownContent("a field of " + octets + " octets");
    }
    position += (int) octets;
  }

  /** Eight octets from so many after the next, the first lowest, whatever event they are of. */
  long ahead(int offset) {
    return word(window, position + offset);
  }

  /** Eight octets of a window, the first lowest. */
  static long word(byte[] window, int index) {
    return (long) LITTLE_LONG.get(window, index);
  }

  /** The octets in sight, until another event is opened. */
  byte[] window() {
    return window;
  }

  /** Where in the window the next octet is. */
  int position() {
    return position;
  }

  void position(int index) {
    position = index;
  }

  /** Where in the window the event ends. */
  int end() {
    return end;
  }

  /** How many octets are left of the event. */
  int left() {
    return end - position;
  }

  /** The next octets, which are passed. */
  byte[] octets(int count) throws UnknownContent {
    int from = position;
    skip(count);
    return Arrays.copyOfRange(window, from, position);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
