package h2lab.analysis.export;

import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** One row as one object: its type, and each column of its table. */
final class RowJson {
  private static final SerializableString TYPE = new SerializedString("type");

  private final JsonGenerator json;
  private final Map<RowTable, SerializableString[]> names = new EnumMap<>(RowTable.class);
  private final Map<RowTable, RowTable.Column[]> columns = new EnumMap<>(RowTable.class);
  private final boolean typed;

  /**
   * @param typed whether rows say of which type they are, which within one table says nothing
   */
  RowJson(JsonGenerator json, boolean typed) {
    this.json = json;
    this.typed = typed;
    for (RowTable table : RowTable.values()) {
      columns.put(table, table.columns().toArray(RowTable.Column[]::new));
      names.put(
          table,
          Arrays.stream(columns.get(table))
              .map(column -> new SerializedString(column.name()))
              .toArray(SerializableString[]::new));
    }
  }

  /** Writes the event as a row of its table. */
  void write(RowTable table, EventCursor event, Recording.Times times) {
    json.writeStartObject();
    if (typed) {
      json.writeName(TYPE);
      json.writeString(table.toString());
    }
    RowTable.Column[] all = columns.get(table);
    SerializableString[] called = names.get(table);
    for (int index = 0; index < all.length; index++) {
      json.writeName(called[index]);
      if (all[index].sort() == EventKind.Sort.TEXT) {
        json.writeString(all[index].text(event));
      } else {
        json.writeNumber(all[index].number(event, times));
      }
    }
    json.writeEndObject();
  }
}
