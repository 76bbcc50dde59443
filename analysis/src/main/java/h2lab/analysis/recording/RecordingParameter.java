package h2lab.analysis.recording;

import h2lab.analysis.Complaint;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The recording that a command is about: the one parameter that such commands take. */
public final class RecordingParameter {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "RECORDING", description = "A .jfr file.")
  private Path file;

  /** As the user named it. */
  public Path file() {
    return file;
  }

  /** Opens it, with a progress bar on the error output if that takes long. */
  public Recording open() throws RecordingFault {
    return Recording.openShowingProgress(file);
  }

  /** Warns the user if events of it were lost. */
  public void warnOfLoss(Recording opened) {
    if (opened.lost().any()) {
      Complaint.say(
          spec.commandLine().getErr(), "warning: " + file + ": " + opened.lost().warning());
    }
  }
}
