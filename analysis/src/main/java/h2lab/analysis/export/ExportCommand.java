package h2lab.analysis.export;

import h2lab.analysis.Complaint;
import h2lab.analysis.WholeFile;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingParameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code h2lab export}: a recording in a format that other tools read. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a recording as JSON: trial, facts, action table, clients, and one row per event.",
      "The schema, h2lab-recording-1, is documented in analysis/README.md."
    },
    footer = {
      "",
      "Example:",
      "  h2lab export flow.jfr -o - | jq '.events[] | select(.type == \"action\")'"
    })
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RecordingParameter recording;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; - is the standard output (default: beside the recording).")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() {
    return Complaint.orExitCode(spec.commandLine().getErr(), this::export);
  }

  private int export() throws IOException {
    Recording opened = recording.open();
    if ("-".equals(output)) {
      format.write(opened, System.out);
      System.out.flush();
    } else {
      Path file = output == null ? beside() : Path.of(output);
      WholeFile.write(file, out -> format.write(opened, out));
      spec.commandLine().getOut().println(file);
      spec.commandLine().getOut().flush();
    }
    recording.warnOfLoss(opened);
    return 0;
  }

  private Path beside() {
    String name = recording.file().getFileName().toString();
    String stem = name.endsWith(".jfr") ? name.substring(0, name.length() - 4) : name;
    return recording.file().resolveSibling(stem + "." + format);
  }
}
