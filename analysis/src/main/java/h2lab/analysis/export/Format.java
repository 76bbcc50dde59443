package h2lab.analysis.export;

import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RowTable;
import java.io.IOException;
import java.io.OutputStream;

/** The formats a recording can be exported in, by the name of the option's value. */
enum Format {
  json("json") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingJson.write(recording, out);
    }
  },
  ndjson("ndjson") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingLines.write(recording, out);
    }
  },
  csv("csv") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingCsv.write(recording, table, out);
    }
  },
  parquet("parquet") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingParquet.write(recording, table, out);
    }
  },
  perfetto("perfetto.json") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingTrace.write(recording, out);
    }
  },
  qlog("sqlog") {
    @Override
    void write(Recording recording, RowTable table, OutputStream out) throws IOException {
      RecordingQlog.write(recording, out);
    }
  };

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /** How the names of its files end, without the dot. */
  String extension() {
    return extension;
  }

  /** Whether a file holds the rows of one table only. */
  boolean isOfTables() {
    return this == csv || this == parquet;
  }

  /**
   * Writes the recording; the stream stays open.
   *
   * @param table which rows, for a format of tables; else null
   */
  abstract void write(Recording recording, RowTable table, OutputStream out) throws IOException;
}
