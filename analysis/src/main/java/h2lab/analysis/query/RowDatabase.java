package h2lab.analysis.query;

import h2lab.analysis.Progress;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import h2lab.analysis.recording.chunk.EventCursor;
import h2lab.analysis.recording.chunk.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The rows of recordings in a DuckDB database, which lives in a temporary file as long as this is
 * open: memory does not grow with the rows. The tables of rows are in the schema {@code rows},
 * named as {@link RowTable#tableName}, and begin with the column {@code recording}.
 */
public final class RowDatabase implements AutoCloseable {
  /** The schema of the tables of rows. */
  static final String SCHEMA = "rows";

  private static final String MOST_MEMORY = "1GB";

  private final ScratchFolder scratch;
  private final DuckDBConnection connection;

  /** Opens a database without tables. */
  public RowDatabase() throws IOException {
    scratch = new ScratchFolder("h2lab-rows");
    Properties settings = new Properties();
    settings.setProperty("memory_limit", MOST_MEMORY);
    settings.setProperty("temp_directory", scratch.path().toString());
    settings.setProperty("autoinstall_known_extensions", "false"); // nothing is fetched
    try {
      String url = "jdbc:duckdb:" + scratch.path().resolve("recordings.duckdb");
      connection = (DuckDBConnection) DriverManager.getConnection(url, settings);
    } catch (SQLException e) {
      scratch.close();
      throw failure(e);
    } catch (LinkageError e) { // its library is unpacked into the folder for temporary files
      scratch.close();
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IOException("DuckDB cannot be loaded: " + why.getMessage(), e);
    }
  }

  /** For statements of any kind. */
  public Connection connection() {
    return connection;
  }

  /** Runs a statement. */
  public void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Makes these tables, empty. */
  public void create(Set<RowTable> tables) throws IOException {
    execute("create schema " + SCHEMA);
    for (RowTable table : tables) {
      String columns =
          table.columns().stream()
              .map(column -> column.name() + " " + type(column.sort()))
              .collect(Collectors.joining(", "));
      execute("create table " + name(table) + " (recording varchar, " + columns + ")");
    }
  }

  private static String name(RowTable table) {
    return SCHEMA + "." + table.tableName();
  }

  private static String type(EventKind.Sort sort) {
    return switch (sort) {
      case LONG -> "bigint";
      case INT -> "integer";
      case TEXT -> "varchar";
    };
  }

  /**
   * Appends the rows of a recording to these tables, which must be there.
   *
   * @param name what the column {@code recording} says
   */
  public void append(Recording recording, String name, Set<RowTable> tables) throws IOException {
    Map<RowTable, DuckDBAppender> appenders = new EnumMap<>(RowTable.class);
    try (Progress progress = new Progress("load " + name, recording.events())) {
      for (RowTable table : tables) {
        appenders.put(table, connection.createAppender(SCHEMA, table.tableName()));
      }
      recording.scan(
          (event, times) -> {
            RowTable table = RowTable.of(event);
            if (appenders.containsKey(table)) {
              append(table, appenders.get(table), name, event, times);
            }
            progress.step();
          });
      for (DuckDBAppender appender : appenders.values()) {
        appender.close();
      }
    } catch (SQLException e) {
      throw failure(e);
    } catch (UncheckedSqlException e) {
      throw failure(e.getCause());
    }
  }

  private static void append(
      RowTable table,
      DuckDBAppender appender,
      String name,
      EventCursor event,
      Recording.Times times) {
    try {
      appender.beginRow();
      appender.append(name);
      for (RowTable.Column column : table.columns()) {
        switch (column.sort()) {
          case LONG -> appender.append(column.number(event, times));
          case INT -> appender.append((int) column.number(event, times));
          case TEXT -> appender.append(column.text(event));
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** Carries a failure through a scan. */
  private static final class UncheckedSqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UncheckedSqlException(SQLException cause) {
      super(cause);
    }

    @Override
    public synchronized SQLException getCause() {
      return (SQLException) super.getCause();
    }
  }

  /** What DuckDB says, in one line. */
  static IOException failure(SQLException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    return new IOException(message, e);
  }

  /** Writes a table in a format of DuckDB's {@code copy} to a file. */
  public void copy(RowTable table, String columns, Path file, String format) throws IOException {
    String quoted = file.toString().replace("'", "''");
    execute(
        "copy (select "
            + columns
            + " from "
            + name(table)
            + ") to '"
            + quoted
            + "' (format "
            + format
            + ")");
  }

  /** A file in the folder that is removed at the end. */
  public Path scratch(String name) {
    return scratch.path().resolve(name);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      scratch.close();
    }
  }
}
