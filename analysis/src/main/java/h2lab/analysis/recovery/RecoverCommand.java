package h2lab.analysis.recovery;

import h2lab.analysis.Complaint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code h2lab recover}: a recording of what a killed server or a damaged file has left. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a recording of what is left of one: of FILE.jfr.repository, which a server that was",
      "killed leaves beside the FILE.jfr it was to write, or of a file that was cut or damaged.",
      "Keeps whole chunks, and of others all up to the last flush that can be read. What is left",
      "stays as it is.",
      "Exit code 1 if nothing can be saved."
    },
    footer = {
      "",
      "Example:",
      "  h2lab serve thread --record run.jfr     # and then kill -9",
      "  h2lab recover run.jfr                   # from run.jfr.repository"
    })
public final class RecoverCommand implements Callable<Integer> {
  private static final String SUFFIX = ".jfr";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RECORDING",
      description = "A .jfr file, also one that was never written, or the folder of its chunks.")
  private Path place;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where to write (default: the recording if it was never written, else beside it, as"
              + " NAME-recovered.jfr).")
  private Path output;

  @Override
  public Integer call() {
    return Complaint.orExitCode(spec.commandLine().getErr(), this::recover);
  }

  private int recover() throws IOException {
    Path target = output == null ? unused() : output;
    Recovery recovery = Recovery.of(place, target);
    PrintWriter err = spec.commandLine().getErr();
    recovery.remarks().forEach(line -> Complaint.say(err, line));
    if (recovery.chunks().isEmpty()) {
      Complaint.say(err, "nothing in " + recovery.remains().place() + " can be saved");
      return Complaint.EXIT_FAILED;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(summary(recovery, target));
    out.flush();
    return 0;
  }

  private static String summary(Recovery recovery, Path target) {
    String saved =
        String.format(
            Locale.ROOT,
            "%s: %d of %d chunks, %,d events, %.1f s",
            target,
            recovery.chunks().size(),
            recovery.remains().pieces().size(),
            recovery.events(),
            recovery.seconds());
    return recovery.wasWhole()
        ? saved + "; nothing was missing"
        : saved
            + String.format(Locale.ROOT, "; at most %.1f s of them lost", recovery.lostSeconds());
  }

  private Path unused() {
    Path intended = Remains.intended(place);
    if (!Files.exists(intended)) {
      return intended;
    }
    String name = intended.getFileName().toString();
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return intended.resolveSibling(stem + "-recovered" + SUFFIX);
  }
}
