package h2lab.analysis.recording;

import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows about clients as tables, for whatever writes columns: each event is a row of the table
 * of its kind. Every table begins with {@code client} and {@code time_ns}.
 */
public enum RowTable {
  ACTION(
      "actions",
      List.of(EventKind.ACTION),
      "step",
      "facts",
      "action",
      "tls_pending=tlsPending",
      "to_encrypt=toEncrypt",
      "to_write=toWrite",
      "chunks=writeChunks"),
  BYTES(
      "bytes",
      List.of(EventKind.BYTES_READ, EventKind.BYTES_WRITTEN),
      "step",
      "direction",
      "point",
      "octets"),
  FRAMES(
      "frames",
      List.of(EventKind.FRAMES),
      "step",
      "direction",
      "frame=type",
      "count",
      "first_stream=firstStreamId",
      "last_stream=lastStreamId",
      "stream_sum=streamIdSum",
      "octets"),
  QUEUE(
      "queue",
      List.of(EventKind.QUEUE_DEPTH),
      "tls_pending=tlsPending",
      "to_encrypt=toEncrypt",
      "to_write=toWrite"),
  STATE(
      "states",
      List.of(EventKind.CLIENT_STATE),
      "step",
      "state",
      "reason",
      "remote_port=remotePort",
      "requests");

  /** A column: its name, and how its value is had from an event. */
  public static final class Column {
    private enum Source {
      CLIENT,
      TIME,
      DIRECTION,
      NUMBER,
      TEXT
    }

    private final String name;
    private final Source source;
    private final EventKind.Sort sort;
    private final int slot;

    private Column(String name, Source source, EventKind.Sort sort, int slot) {
      this.name = name;
      this.source = source;
      this.sort = sort;
      this.slot = slot;
    }

    /** As tables and JSON name it. */
    public String name() {
      return name;
    }

    /** What it holds. */
    public EventKind.Sort sort() {
      return sort;
    }

    /** The value of a column that holds no text. */
    public long number(EventCursor event, Recording.Times times) {
      return switch (source) {
        case CLIENT -> event.clientId();
        case TIME -> times.timeNanos(event);
        default -> event.number(slot);
      };
    }

    /** The value of a column that holds a text; empty if the event has none. */
    public String text(EventCursor event) {
      if (source == Source.DIRECTION) {
        return event.kind() == EventKind.BYTES_READ ? "in" : "out";
      }
      String text = event.text(slot);
      return text == null ? "" : text;
    }
  }

  private static final Map<EventKind, RowTable> BY_KIND = new EnumMap<>(EventKind.class);

  static {
    for (RowTable table : values()) {
      table.kinds.forEach(kind -> BY_KIND.put(kind, table));
    }
  }

  private final String tableName;
  private final List<EventKind> kinds;
  private final List<Column> columns;

  RowTable(String tableName, List<EventKind> kinds, String... columns) {
    this.tableName = tableName;
    this.kinds = kinds;
    List<Column> all = new ArrayList<>();
    all.add(new Column("client", Column.Source.CLIENT, EventKind.Sort.LONG, 0));
    all.add(new Column("time_ns", Column.Source.TIME, EventKind.Sort.LONG, 0));
    Arrays.stream(columns).map(column -> column(kinds.getFirst(), column)).forEach(all::add);
    this.columns = List.copyOf(all);
  }

  /** A column by the name of the event's field, or {@code name=field}. */
  private static Column column(EventKind kind, String spelled) {
    String name = spelled.replaceFirst("=.*", "");
    String fieldName = spelled.replaceFirst(".*=", "");
    return kind.fields().stream()
        .filter(field -> field.name().equals(fieldName))
        .findFirst()
        .map(
            field ->
                new Column(
                    name,
                    field.sort() == EventKind.Sort.TEXT ? Column.Source.TEXT : Column.Source.NUMBER,
                    field.sort(),
                    field.slot()))
        .orElseGet(() -> new Column(name, Column.Source.DIRECTION, EventKind.Sort.TEXT, 0));
  }

  /** The table that an event about a client is a row of. */
  public static RowTable of(EventCursor event) {
    return BY_KIND.get(event.kind());
  }

  /** In their order. */
  public List<Column> columns() {
    return columns;
  }

  /** As SQL names the table. */
  public String tableName() {
    return tableName;
  }

  /** As a row names its type. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
