package h2lab.analysis.recording.chunk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a file event by event, in its order, which is that of the JDK's reader and not that of
 * time. Memory does not grow with the file. Not thread-safe.
 */
public final class ChunkReader implements Closeable {
  private static final int METADATA = 0;
  private static final int POOLS = 1;
  private static final int LARGEST_TYPE = 1 << 20;

  /** Takes one event after the other. */
  @FunctionalInterface
  public interface EventReader<X extends IOException> {
    /** Takes what it needs of an event; the cursor is at another one afterwards. */
    void accept(EventCursor event) throws X;
  }

  private final ChunkOctets octets;
  private final EventCursor cursor = new EventCursor();
  private EventLayout[] layouts = {}; // by type
  private ReadableChunk chunk;
  private ChunkPools pools;

  /** The first chunk's as long as no type was added, as the JDK's reader has it. */
  private ReadableChunk clock;

  private long typesId;
  private long events;

  /** Opens a file and reads nothing of it yet. */
  public ChunkReader(Path file) throws IOException {
    octets = new ChunkOctets(file);
  }

  /**
   * Hands over each event that is of an {@link EventKind}.
   *
   * @throws UnknownContent if something is not understood; {@link #events} says how many events
   *     were passed before it, handed over if they were of a kind, and not again
   */
  public <X extends IOException> void forEach(EventReader<X> reader) throws IOException, X {
    for (long start = 0; start < octets.fileSize(); start = chunk.end()) {
      openChunk(start);
      octets.open(start + ChunkHeader.OCTETS, 0);
      while (octets.filePosition() < chunk.end()) {
        if (readEvent()) {
          reader.accept(cursor);
        }
      }
    }
  }

  private void openChunk(long start) throws IOException {
    chunk = ReadableChunk.at(octets, start);
    ChunkTypes types = ChunkTypes.read(octets, chunk);
    clock = clock != null && types.id() == typesId && clock.agreesWith(chunk) ? clock : chunk;
    typesId = types.id();
    pools = ChunkPools.read(octets, chunk, types, cursor.texts);
    Arrays.fill(layouts, null);
    for (ChunkTypes.Type type : types.all()) {
      if (type.event()) {
        put(type.id(), EventLayout.of(type, types));
      }
    }
  }

  private void put(long type, EventLayout layout) throws UnknownContent {
    if (type <= POOLS || type > LARGEST_TYPE) {
      throw new UnknownContent("an event type numbered " + type);
    }
    if (type >= layouts.length) {
      layouts = Arrays.copyOf(layouts, Math.max((int) type + 1, 2 * layouts.length));
    }
    layouts[(int) type] = layout;
  }

  private boolean readEvent() throws IOException {
    octets.openEvent(chunk.end());
    long type = octets.number();
    if (type == METADATA || type == POOLS) {
      octets.closeEvent();
      return false;
    }
    EventLayout layout = type > 0 && type < layouts.length ? layouts[(int) type] : null;
    if (layout == null) {
      throw new UnknownContent("an event of a type that is declared otherwise, or not at all");
    }
    if (layout == EventLayout.FOREIGN) {
      octets.closeEvent();
    } else {
      layout.read(octets, clock, pools, cursor);
    }
    events++;
    return layout != EventLayout.FOREIGN;
  }

  /** Events passed so far, of whatever kind. */
  public long events() {
    return events;
  }

  /** What events are handed over with. */
  public EventCursor cursor() {
    return cursor;
  }

  @Override
  public void close() throws IOException {
    octets.close();
  }
}
