package h2lab.analysis.recording.chunk;

import h2lab.analysis.recording.chunk.ChunkTypes.Field;
import h2lab.analysis.recording.chunk.ChunkTypes.Type;
import java.util.Arrays;
import java.util.List;

/** In what order a chunk writes the fields of one kind of event, and where each value goes. */
final class EventLayout {
  /** Of an event of no known kind, which is not read. */
  static final EventLayout FOREIGN = new EventLayout();

  private static final int SKIP_NUMBER = 0;
  private static final int TIME = 1;
  private static final int LONG = 2;
  private static final int INT = 3;
  private static final int TEXT = 4;
  private static final int SKIP_OTHER = 5;
  private static final int WHAT = 7;
  private static final int SLOT_SHIFT = 3;

  private final EventKind kind;
  private final ChunkTypes types;
  private final List<Field> fields;
  private final int[] steps; // what to do with each field, and above it its slot

  private EventLayout() {
    this.kind = null;
    this.types = null;
    this.fields = List.of();
    this.steps = new int[0];
  }

  private EventLayout(EventKind kind, Type event, ChunkTypes types) throws UnknownContent {
    this.kind = kind;
    this.types = types;
    this.fields = event.fields();
    this.steps = new int[fields.size()];
    for (int index = 0; index < steps.length; index++) {
      steps[index] = step(fields.get(index));
    }
  }

  /**
   * The layout of an event; {@link #FOREIGN} if it is of no known kind, null if the chunk declares
   * other fields than the kind has.
   */
  static EventLayout of(Type event, ChunkTypes types) throws UnknownContent {
    EventKind kind = EventKind.named(event.name());
    if (kind == null) {
      return FOREIGN;
    }
    EventLayout layout = new EventLayout(kind, event, types);
    long understood =
        Arrays.stream(layout.steps)
            .map(step -> step & WHAT)
            .filter(what -> what >= LONG && what <= TEXT)
            .count();
    return understood == kind.fields().size() ? layout : null;
  }

  private int step(Field field) throws UnknownContent {
    String typeName = types.type(field.typeId()).name();
    boolean plain = !field.pooled() && !field.array();
    if (field.name().equals("startTime") && typeName.equals("long") && plain) {
      return TIME;
    }
    for (EventKind.Field wanted : kind.fields()) {
      if (wanted.name().equals(field.name()) && wanted.sort().typeName.equals(typeName) && plain) {
        return what(wanted.sort()) | wanted.slot() << SLOT_SHIFT;
      }
    }
    boolean number = field.pooled() && !field.array() || plain && typeName.equals("long");
    return number ? SKIP_NUMBER : SKIP_OTHER;
  }

  private static int what(EventKind.Sort sort) {
    return switch (sort) {
      case LONG -> LONG;
      case INT -> INT;
      case TEXT -> TEXT;
    };
  }

  /** Reads the event that is open, from after its type to its end. */
  void read(ChunkOctets octets, ReadableChunk clock, ChunkPools pools, EventCursor cursor)
      throws UnknownContent {
    byte[] window = octets.window();
    cursor.begin(kind, clock, window);
    long[] numbers = cursor.numbers;
    int end = octets.end();
    int at = octets.position(); // here, and not in a field that each number would be stored to
    for (int index = 0; index < steps.length; index++) {
      int what = steps[index] & WHAT;
      int slot = steps[index] >>> SLOT_SHIFT;
      if (at >= end) {
        throw new UnknownContent("an event that ends too early");
      }
      if (what >= TEXT) {
        if (what == TEXT && Texts.isShort(window, at)) {
          cursor.textIds[slot] = EventCursor.unread(at);
          at += 2 + window[at + 1];
          continue;
        }
        octets.position(at);
        readOther(octets, index, pools, cursor);
        at = octets.position();
        continue;
      }
      long number = window[at++];
      if (number < 0) {
        long word = ChunkOctets.word(window, at - 1);
        int more = ChunkOctets.octetsAfterFirst(word);
        if (more == Long.BYTES) {
          octets.position(at - 1);
          number = octets.number();
          at = octets.position();
        } else {
          at += more;
          number = ChunkOctets.number(word);
        }
      }
      switch (what) {
        case TIME -> cursor.ticks(number);
        case LONG -> numbers[slot] = number;
        case INT -> numbers[slot] = (int) number;
        default -> {}
      }
    }
    octets.position(at);
    octets.expectEnd();
  }

  private void readOther(ChunkOctets octets, int index, ChunkPools pools, EventCursor cursor)
      throws UnknownContent {
    if ((steps[index] & WHAT) == TEXT) {
      cursor.textIds[steps[index] >>> SLOT_SHIFT] = text(octets, pools, cursor.texts);
    } else {
      types.skip(octets, fields.get(index), 0);
    }
  }

  private static int text(ChunkOctets octets, ChunkPools pools, Texts texts) throws UnknownContent {
    int encoding = octets.octet();
    return encoding == Texts.POOLED ? pools.textId(octets.number()) : texts.read(octets, encoding);
  }
}
