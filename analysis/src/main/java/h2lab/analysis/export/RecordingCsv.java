package h2lab.analysis.export;

import h2lab.analysis.JsonOutput;
import h2lab.analysis.Progress;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** The rows of one table as CSV. */
final class RecordingCsv {
  private RecordingCsv() {}

  /**
   * Writes the rows in the order of the recording. The stream stays open.
   *
   * @throws IOException if the recording cannot be read again or the stream fails
   */
  static void write(Recording recording, RowTable table, OutputStream out) throws IOException {
    try (JsonGenerator csv = JsonOutput.csv(out, names(table));
        Progress progress = new Progress("export " + table, recording.events())) {
      RowJson rows = new RowJson(csv, false);
      recording.scan(
          (event, times) -> {
            if (RowTable.of(event) == table) {
              rows.write(table, event, times);
            }
            progress.step();
          });
    } catch (JacksonException e) {
      throw JsonOutput.failure(e);
    }
  }

  private static List<String> names(RowTable table) {
    return table.columns().stream().map(RowTable.Column::name).toList();
  }
}
