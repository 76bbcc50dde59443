package h2lab.analysis.check;

import h2lab.analysis.Complaint;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Where checks say what they found. */
final class Report {
  private final CommandSpec spec;

  Report(CommandSpec spec) {
    this.spec = spec;
  }

  void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** Says why a check failed, and returns the exit code for that. */
  int failed(String why) {
    Complaint.say(spec.commandLine().getErr(), why);
    return Complaint.EXIT_FAILED;
  }
}
