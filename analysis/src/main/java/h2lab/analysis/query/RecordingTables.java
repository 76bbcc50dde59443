package h2lab.analysis.query;

import h2lab.analysis.recording.RecordedClient;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import h2lab.analysis.recording.TrialRow;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What SQL sees of some recordings: the tables {@code trials} and {@code clients}, and for each
 * {@link RowTable} a view whose rows have method, TLS and the levels of their trial as columns.
 */
final class RecordingTables {
  private static final List<String> PLACE = List.of("host", "jdk", "commit");

  private final RowDatabase database;
  private final Map<String, Recording> recordings; // by what the column recording says
  private final List<String> levels; // columns

  RecordingTables(RowDatabase database, Map<String, Recording> recordings) {
    this.database = database;
    this.recordings = recordings;
    Set<String> factors = new LinkedHashSet<>(List.of("method", "tls"));
    for (Recording recording : recordings.values()) {
      recording.trial().ifPresent(trial -> factors.addAll(trial.levelsByFactor().keySet()));
    }
    this.levels = List.copyOf(factors);
  }

  /** Makes all of it; of rows only those of tables that the statement names are loaded. */
  void load(String sql) throws IOException {
    Set<RowTable> named = EnumSet.noneOf(RowTable.class);
    for (RowTable table : RowTable.values()) {
      Pattern word = Pattern.compile("\\b" + table.tableName() + "\\b");
      if (word.matcher(sql.toLowerCase(Locale.ROOT)).find()) {
        named.add(table);
      }
    }
    trials();
    clients();
    database.create(EnumSet.allOf(RowTable.class));
    for (RowTable table : RowTable.values()) {
      view(table);
    }
    for (Map.Entry<String, Recording> entry : recordings.entrySet()) {
      if (!named.isEmpty()) {
        database.append(entry.getValue(), entry.getKey(), named);
      }
    }
  }

  private void trials() throws IOException {
    List<String> columns = new ArrayList<>(List.of("recording"));
    levels.forEach(level -> columns.add(column(level)));
    columns.addAll(PLACE);
    create("trials", columns, Map.of());
    List<List<Object>> rows = new ArrayList<>();
    recordings.forEach((name, recording) -> rows.add(trial(name, recording.trial().orElse(null))));
    insert("trials", rows);
  }

  private List<Object> trial(String name, TrialRow trial) {
    Map<String, String> values = new LinkedHashMap<>();
    if (trial != null) {
      values.putAll(trial.levelsByFactor());
      values.put("method", trial.method());
      values.put("tls", trial.tls());
      values.put("host", trial.host());
      values.put("jdk", trial.jdk());
      values.put("commit", trial.commit());
    }
    List<Object> row = new ArrayList<>(List.of(name));
    levels.forEach(level -> row.add(values.get(level)));
    PLACE.forEach(place -> row.add(values.get(place)));
    return row;
  }

  private void clients() throws IOException {
    create(
        "clients",
        List.of(
            "recording",
            "client",
            "remote_port",
            "accepted_at",
            "accept_recorded",
            "steps",
            "state",
            "reason"),
        Map.of(
            "client", "bigint",
            "remote_port", "integer",
            "accepted_at", "timestamp_ns",
            "accept_recorded", "boolean",
            "steps", "bigint"));
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Recording> entry : recordings.entrySet()) {
      for (RecordedClient client : entry.getValue().clients()) {
        rows.add(client(entry.getKey(), client));
      }
    }
    insert("clients", rows);
  }

  private static List<Object> client(String name, RecordedClient client) {
    List<Object> row = new ArrayList<>();
    row.add(name);
    row.add(client.clientId());
    row.add(client.remotePort());
    row.add(client.acceptedAt().toString().replace('T', ' ').replace("Z", ""));
    row.add(client.acceptRecorded());
    row.add(client.steps());
    row.add(client.states().isEmpty() ? null : client.states().getLast().state());
    row.add(client.states().isEmpty() ? null : client.states().getLast().reason());
    return row;
  }

  private void create(String table, List<String> columns, Map<String, String> types)
      throws IOException {
    database.execute(
        columns.stream()
            .map(column -> quoted(column) + " " + types.getOrDefault(column, "varchar"))
            .collect(Collectors.joining(", ", "create table " + table + " (", ")")));
  }

  private void insert(String table, List<List<Object>> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    String places = rows.getFirst().stream().map(cell -> "?").collect(Collectors.joining(", "));
    String sql = "insert into " + table + " values (" + places + ")";
    try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
      for (List<Object> row : rows) {
        for (int index = 0; index < row.size(); index++) {
          statement.setObject(index + 1, row.get(index));
        }
        statement.execute();
      }
    } catch (SQLException e) {
      throw RowDatabase.failure(e);
    }
  }

  private void view(RowTable table) throws IOException {
    String trial =
        levels.stream().map(l -> ", t." + quoted(column(l))).collect(Collectors.joining());
    String from = RowDatabase.SCHEMA + "." + table.tableName();
    database.execute(
        "create view "
            + table.tableName()
            + " as select r.*"
            + trial
            + " from "
            + from
            + " r join trials t using (recording)");
  }

  /** A level's column is named by its factor, unless a row has a column of that name. */
  private static String column(String factor) {
    boolean taken =
        PLACE.contains(factor)
            || factor.equals("recording")
            || List.of(RowTable.values()).stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> column.name().equals(factor));
    return taken ? "level_" + factor : factor;
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
