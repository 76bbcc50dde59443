package h2lab.analysis.recording.chunk;

/**
 * The event that is being read. It is reused: take from it what you need and keep nothing of it but
 * texts and their ids, which stand for the same text until the end of the file.
 */
public final class EventCursor {
  private static final int MOST_FIELDS = 16;

  final long[] numbers = new long[MOST_FIELDS];
  final int[] textIds = new int[MOST_FIELDS];
  final Texts texts = new Texts();

  private EventKind kind;
  private long ticks;
  private ReadableChunk clock;
  private byte[] window;

  /** What it is. */
  public EventKind kind() {
    return kind;
  }

  /** The client it is about, if its kind is {@linkplain EventKind#ofClient of a client}. */
  public long clientId() {
    return numbers[0];
  }

  /** The step it belongs to, of all kinds of a client but {@link EventKind#QUEUE_DEPTH}. */
  public long step() {
    return numbers[1];
  }

  /** The number in a {@linkplain EventKind#slot slot}. */
  public long number(int slot) {
    return numbers[slot];
  }

  /** The number in a slot whose field is an int. */
  public int integer(int slot) {
    return (int) numbers[slot];
  }

  /** The text in a slot; null if the event had none. */
  public String text(int slot) {
    return texts.text(textId(slot));
  }

  /** A small number that stands for this text, from 0 upwards in the order they were first read. */
  public int textId(int slot) {
    int id = textIds[slot];
    return id >= 0 ? id : read(slot);
  }

  private int read(int slot) {
    int id = texts.shortId(window, unread(textIds[slot]));
    textIds[slot] = id;
    return id;
  }

  /** Stands, as a text's id, for the short text here, which few ask for; and the way back. */
  static int unread(int at) {
    return ~at;
  }

  /** The text that an id stands for. */
  public String textOf(int id) {
    return texts.text(id);
  }

  /** When it was committed, in nanoseconds since the epoch. */
  public long epochNanos() {
    return clock == null ? ticks : clock.epochNanos(ticks);
  }

  /** Begins an event whose time counts in ticks of its chunk. */
  void begin(EventKind kind, ReadableChunk clock, byte[] window) {
    this.kind = kind;
    this.clock = clock;
    this.window = window;
  }

  void ticks(long ticks) {
    this.ticks = ticks;
  }

  /** Begins an event read by somebody else. */
  public void begin(EventKind kind, long epochNanos) {
    begin(kind, null, null);
    this.ticks = epochNanos;
  }

  /** Sets the number in a slot. */
  public void set(int slot, long number) {
    numbers[slot] = number;
  }

  /** Sets the text in a slot; null for none. */
  public void set(int slot, String text) {
    textIds[slot] = texts.id(text);
  }
}
