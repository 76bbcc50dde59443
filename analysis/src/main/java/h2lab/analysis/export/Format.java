package h2lab.analysis.export;

import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.io.OutputStream;

/** The formats a recording can be exported in, by the name of the option's value. */
enum Format {
  json {
    @Override
    void write(Recording recording, OutputStream out) throws IOException {
      RecordingJson.write(recording, out);
    }
  };

  abstract void write(Recording recording, OutputStream out) throws IOException;
}
