package h2lab.analysis.check;

import h2lab.analysis.Complaint;
import h2lab.analysis.check.baseline.BaselineCheck;
import h2lab.analysis.check.trace.Findings;
import h2lab.analysis.check.trace.TraceValidation;
import h2lab.analysis.check.trace.UntoldTable;
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

/** {@code h2lab check}: whether recordings are as they must be, and as they were. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates recordings: replays the actions of every client through the action table and the",
      "rules in the recording itself, and names the first rule broken, with the steps around it.",
      "With --golden, also compares the action sequences, which must be equal. With --baseline,",
      "also compares how often which action followed which, actions per request, octets and times",
      "of all recordings together with those of earlier runs.",
      "Exit code 1 if a check fails."
    },
    footer = {
      "",
      "Example:",
      "  h2lab check run.jfr",
      "  h2lab check ten.jfr --golden traces/async-custom/jdk/ten-requests.txt",
      "  h2lab check run1.jfr run2.jfr run3.jfr --baseline build.json --update",
      "  h2lab check run4.jfr --baseline build.json --chart charts"
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "A .jfr file.")
  private List<Path> files;

  @Option(
      names = "--golden",
      paramLabel = "FILE",
      description = {
        "The expected sequences, a text file; of several recordings, or if it is one, the folder",
        "with the file of each, NAME.txt for NAME.jfr."
      })
  private Path golden;

  @Option(
      names = "--update",
      description = "Write golden or baseline from the recordings, and say what changed.")
  private boolean update;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Profiles of earlier runs, a JSON file.")
  private Path baseline;

  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description =
          "From where on a difference is an alarm. Default: thresholds.json beside the baseline.")
  private Path thresholds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures compared with the baseline.")
  private Path json;

  @Option(
      names = "--chart",
      paramLabel = "FOLDER",
      description = "Draw both directly-follows graphs side by side.")
  private Path charts;

  @Override
  public Integer call() {
    if (update && golden == null && baseline == null) {
      throw new ParameterException(
          spec.commandLine(), "--update of what? Name a --golden or a --baseline");
    }
    if (baseline == null && (thresholds != null || json != null || charts != null)) {
      throw new ParameterException(
          spec.commandLine(), "--thresholds, --json and --chart are of a --baseline");
    }
    return Complaint.orExitCode(spec.commandLine().getErr(), this::check);
  }

  private int check() throws IOException {
    Report report = new Report(spec);
    BaselineCheck statistics =
        baseline == null ? null : new BaselineCheck(baseline, thresholds, report::say);
    int worst = 0;
    for (Path file : files) {
      Recording recording = Recording.openShowingProgress(file);
      int code = validate(recording, report);
      if (golden != null && code == 0) {
        code = new GoldenCheck(goldenOf(file), recording, report).run(update);
      }
      if (statistics != null && code == 0) {
        statistics.add(recording);
      }
      worst = Math.max(worst, code);
    }
    return statistics == null || worst != 0 ? worst : compare(statistics, report);
  }

  private Path goldenOf(Path recording) {
    String name = recording.getFileName().toString().replaceFirst("\\.jfr$", "");
    boolean folder = files.size() > 1 || Files.isDirectory(golden);
    return folder ? golden.resolve(name + ".txt") : golden;
  }

  private int compare(BaselineCheck statistics, Report report) throws IOException {
    if (update) {
      statistics.update();
      return 0;
    }
    int alarms = statistics.compare(json, charts);
    return alarms == 0 ? 0 : report.failed("alarms against " + baseline + ": " + alarms);
  }

  private int validate(Recording recording, Report report) throws IOException {
    Findings findings;
    try {
      findings = TraceValidation.of(recording);
    } catch (UntoldTable untold) {
      if (golden == null) {
        throw untold;
      }
      report.say("not validated: " + untold.getMessage());
      return 0;
    }
    if (findings.conforms()) {
      List<String> summary = findings.summary();
      report.say(recording.file() + " conforms to its table: " + summary.getFirst());
      report.say(summary.subList(1, summary.size()));
      return 0;
    }
    if (recording.lost().any()) {
      report.say(recording.lost().warning());
    }
    report.say(findings.story());
    report.say(findings.summary());
    return report.failed(recording.file() + " breaks the rules: " + findings.headline());
  }
}
