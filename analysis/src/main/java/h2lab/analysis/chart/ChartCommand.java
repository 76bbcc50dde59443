package h2lab.analysis.chart;

import h2lab.analysis.Complaint;
import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab chart}: pictures of the results of experiments, or of one recording. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    description = {
      "Draws PNG and SVG pictures.",
      "Of a folder of results: its experiments. Of a recording: for each of the first six clients",
      "its actions and buffer levels over time, and which action followed which."
    },
    footer = {"", "Example:", "  h2lab chart flow.jfr -o pictures"})
public final class ChartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RESULTS-DIR-OR-RECORDING",
      description = "A folder written by h2lab run, or a .jfr file.")
  private Path source;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write; made if it is missing (default: beside the source).")
  private Path output;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "Steps of a client that its timeline shows, at most (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Override
  public Integer call() {
    if (steps < 1) {
      throw new ParameterException(spec.commandLine(), "--steps must be at least 1, not " + steps);
    }
    return Complaint.orExitCode(spec.commandLine().getErr(), this::draw);
  }

  private int draw() throws IOException {
    List<Path> files = Files.isDirectory(source) ? drawResults() : drawRecording();
    files.forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private List<Path> drawResults() throws IOException {
    return ResultsCharts.draw(source, output == null ? source : output);
  }

  private List<Path> drawRecording() throws IOException {
    Recording recording = Recording.openShowingProgress(source);
    if (recording.lost().any()) {
      Complaint.say(
          spec.commandLine().getErr(), "warning: " + source + ": " + recording.lost().warning());
    }
    Path beside = source.toAbsolutePath().getParent();
    return RecordingCharts.draw(recording, steps, output == null ? beside : output);
  }
}
