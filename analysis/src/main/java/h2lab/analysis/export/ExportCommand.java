package h2lab.analysis.export;

import h2lab.analysis.Complaint;
import h2lab.analysis.NamedOutput;
import h2lab.analysis.WholeFile;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingParameter;
import h2lab.analysis.recording.RowTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code h2lab export}: a recording in a format that other tools read. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a recording in a format that other tools read:",
      "  json      one object: trial, facts, action table, clients, and a row per event",
      "  ndjson    the same as JSON Lines",
      "  csv       a file for each type of row in a folder, or one file with --rows",
      "  parquet   the same",
      "  perfetto  trace events for ui.perfetto.dev, chrome://tracing and speedscope",
      "  qlog      frames by the IETF's qlog main schema, as JSON text sequences",
      "analysis/README.md says what is in each."
    },
    footer = {
      "",
      "Examples:",
      "  h2lab export flow.jfr -o - | jq '.events[] | select(.type == \"action\")'",
      "  h2lab export flow.jfr --format csv --rows bytes -o bytes.csv"
    })
public final class ExportCommand implements Callable<Integer> {
  private static final int BUFFER_OCTETS = 1 << 16;

  @Spec private CommandSpec spec;

  @Mixin private RecordingParameter recording;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = {
        "Where to write; - is the standard output (default: beside the recording).",
        "A folder, made if it is missing, for csv and parquet without --rows."
      })
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--rows",
      paramLabel = "TYPE",
      description = "Only rows of this type, in one file: ${COMPLETION-CANDIDATES}.")
  private RowTable rows;

  @Override
  public Integer call() {
    if (rows != null && !format.isOfTables()) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows is for csv and parquet: " + format + " has rows of all types");
    }
    if (isFolder() && "-".equals(output)) {
      throw new ParameterException(
          spec.commandLine(), format + " on the standard output needs --rows TYPE");
    }
    return Complaint.orExitCode(spec.commandLine().getErr(), this::export);
  }

  private boolean isFolder() {
    return format.isOfTables() && rows == null;
  }

  private int export() throws IOException {
    Recording opened = recording.open();
    if ("-".equals(output)) {
      OutputStream out = new BufferedOutputStream(NamedOutput.standard(), BUFFER_OCTETS);
      format.write(opened, rows, out);
      out.flush();
    } else if (isFolder()) {
      exportFolder(opened);
    } else {
      String ending = (rows == null ? "." : "-" + rows + ".") + format.extension();
      exportFile(opened, rows, output == null ? beside(ending) : Path.of(output));
    }
    recording.warnOfLoss(opened);
    return 0;
  }

  private void exportFolder(Recording opened) throws IOException {
    Path folder = output == null ? beside("-" + format) : Path.of(output);
    Files.createDirectories(folder);
    for (RowTable table : List.of(RowTable.values())) {
      exportFile(opened, table, folder.resolve(table + "." + format.extension()));
    }
  }

  private void exportFile(Recording opened, RowTable table, Path file) throws IOException {
    WholeFile.write(file, out -> format.write(opened, table, out));
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
  }

  private Path beside(String ending) {
    String name = recording.file().getFileName().toString();
    String stem = name.endsWith(".jfr") ? name.substring(0, name.length() - 4) : name;
    return recording.file().resolveSibling(stem + ending);
  }
}
