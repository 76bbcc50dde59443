package h2lab.analysis.export;

import h2lab.analysis.query.RowDatabase;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The rows of one table as Parquet, which DuckDB writes. */
final class RecordingParquet {
  private RecordingParquet() {}

  /**
   * Writes the rows in the order of the recording. The stream stays open.
   *
   * @throws IOException if the recording cannot be read again, a disk is full or the stream fails
   */
  static void write(Recording recording, RowTable table, OutputStream out) throws IOException {
    try (RowDatabase database = new RowDatabase()) {
      database.create(Set.of(table));
      database.append(recording, recording.file().getFileName().toString(), Set.of(table));
      Path file = database.scratch(table + ".parquet");
      database.copy(table, "* exclude recording", file, "parquet");
      Files.copy(file, out);
    }
  }
}
