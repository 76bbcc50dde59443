package h2lab.analysis.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import h2lab.analysis.Ran;
import h2lab.analysis.recording.ActionRow;
import h2lab.analysis.recording.BytesRow;
import h2lab.analysis.recording.ClientRow;
import h2lab.analysis.recording.FrameRow;
import h2lab.analysis.recording.QueueDepthRow;
import h2lab.analysis.recording.RecordedLoop;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import h2lab.analysis.recording.StateRow;
import h2lab.tracing.ClientLife;
import h2lab.tracing.ClientTrace;
import h2lab.tracing.QueueDepthEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** JSON Lines, CSV and Parquet hold every row, as DuckDB reads them. */
class RowFormatsTest {
  @TempDir Path folder;

  private Path record() throws Exception {
    return RecordedLoop.record(
        folder.resolve("run.jfr"),
        () -> {
          ClientTrace trace = RecordedLoop.accept();
          QueueDepthEvent depth = new QueueDepthEvent();
          depth.clientId = trace.clientId();
          depth.toWrite = -7;
          depth.commit();
          RecordedLoop.select(trace, "146:READ_PORT");
          trace.frameSent(1, 5, 30);
          trace.state(
              ClientLife.DRAINING, "a \"reason\", with commas\nand two lines; \u2192 \u00e4");
          RecordedLoop.converse(trace, 5);
          ClientTrace.refused(99, "no place");
        });
  }

  /** The rows of one table, as lists of their cells. */
  private static List<List<Object>> expected(Path recording, RowTable table) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    Recording.open(recording)
        .forEach(
            row -> {
              List<Object> cells = cells(row, table);
              if (!cells.isEmpty()) {
                cells.addAll(0, List.of(row.clientId(), row.timeNanos()));
                rows.add(cells);
              }
            });
    return rows;
  }

  private static List<Object> cells(ClientRow row, RowTable table) {
    return new ArrayList<>(
        switch (row) {
          case ActionRow r when table == RowTable.ACTION ->
              List.of(
                  r.step(),
                  r.facts(),
                  r.action(),
                  r.tlsPending(),
                  r.toEncrypt(),
                  r.toWrite(),
                  r.writeChunks());
          case BytesRow r when table == RowTable.BYTES ->
              List.of(r.step(), r.inwards() ? "in" : "out", r.point(), r.octets());
          case FrameRow r when table == RowTable.FRAMES ->
              List.of(
                  r.step(),
                  r.direction(),
                  r.type(),
                  r.count(),
                  r.firstStreamId(),
                  r.lastStreamId(),
                  r.streamIdSum(),
                  r.octets());
          case QueueDepthRow r when table == RowTable.QUEUE ->
              List.of(r.tlsPending(), r.toEncrypt(), r.toWrite());
          case StateRow r when table == RowTable.STATE ->
              List.of(r.step(), r.state(), r.reason(), r.remotePort(), r.requests());
          default -> List.of();
        });
  }

  /** What DuckDB finds, texts and whole numbers. */
  private static List<List<Object>> select(String sql) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<List<String>> spelled(List<List<Object>> rows) {
    return rows.stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
  }

  private static String columns(RowTable table) {
    return String.join(", ", table.columns().stream().map(RowTable.Column::name).toList());
  }

  @ParameterizedTest
  @EnumSource(RowTable.class)
  void csvHasEveryRow(RowTable table) throws Exception {
    Path recording = record();
    Path file = folder.resolve("rows.csv");
    Ran ran =
        Ran.of(new ExportCommand(), recording, "--format", "csv", "--rows", table, "-o", file);

    assertEquals(new Ran(0, file + System.lineSeparator(), ""), ran);
    List<List<Object>> rows = expected(recording, table);
    assertFalse(rows.isEmpty());
    assertEquals(
        spelled(rows),
        spelled(
            select("select " + columns(table) + " from read_csv('" + file + "', all_varchar=true)")
                .stream()
                .map(RowFormatsTest::emptyForNull)
                .toList()));
  }

  /** CSV does not tell an empty text from none. */
  private static List<Object> emptyForNull(List<Object> row) {
    return row.stream().map(cell -> cell == null ? "" : cell).toList();
  }

  @ParameterizedTest
  @EnumSource(RowTable.class)
  void parquetHasEveryRowByItsType(RowTable table) throws Exception {
    Path recording = record();
    Path file = folder.resolve("run-" + table + ".parquet");
    Ran ran = Ran.of(new ExportCommand(), recording, "--format", "parquet", "--rows", table);

    assertEquals(new Ran(0, file + System.lineSeparator(), ""), ran);
    assertEquals(expected(recording, table), select("select * from '" + file + "'"));
    List<List<Object>> described = select("describe select * from '" + file + "'");
    assertEquals(
        table.columns().stream().map(RowTable.Column::name).toList(),
        described.stream().map(List::getFirst).toList());
  }

  @ParameterizedTest
  @EnumSource(RowTable.class)
  void jsonLinesHaveEveryRow(RowTable table) throws Exception {
    Path recording = record();
    Path file = folder.resolve("run.ndjson");
    assertEquals(0, Ran.of(new ExportCommand(), recording, "--format", "ndjson").exitCode());

    String rows = "read_json('" + file + "', format='newline_delimited', sample_size=-1)";
    assertEquals(
        spelled(expected(recording, table)),
        spelled(
            select("select " + columns(table) + " from " + rows + " where type='" + table + "'")));
    assertEquals(
        List.of(List.of("h2lab-rows-1", "run.jfr")),
        select("select schema, recording from " + rows + " where type='recording'"));
    assertEquals(
        List.of(List.of((long) Recording.open(recording).clients().size())),
        select("select count(*) from " + rows + " where type='client'"));
  }

  @ParameterizedTest
  @CsvSource({"csv", "parquet"})
  void aFolderHasAFileForEachTable(String format) throws Exception {
    Path recording = record();
    Ran ran = Ran.of(new ExportCommand(), recording, "--format", format);

    assertEquals(0, ran.exitCode(), ran.err());
    for (RowTable table : RowTable.values()) {
      Path file = folder.resolve("run-" + format).resolve(table + "." + format);
      assertTrue(ran.out().contains(file + System.lineSeparator()), ran.out());
      assertEquals(
          (long) expected(recording, table).size(),
          select("select count(*) from '" + file + "'").getFirst().getFirst());
    }
  }

  @Test
  void csvWithoutRowsStillNamesItsColumns() throws Exception {
    Path recording =
        RecordedLoop.record(folder.resolve("none.jfr"), () -> ClientTrace.refused(1, "no place"));
    Path file = folder.resolve("rows.csv");
    Ran.of(new ExportCommand(), recording, "--format", "csv", "--rows", "action", "-o", file);

    assertEquals(columns(RowTable.ACTION).replace(" ", "") + "\n", Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource({"--format csv -o -", "--format json --rows action", "--format csv --rows all"})
  void refusesOptionsThatDoNotGoTogether(String options) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(record()));
    arguments.addAll(List.of(options.split(" ")));

    assertEquals(2, Ran.of(new ExportCommand(), arguments.toArray()).exitCode());
  }
}
