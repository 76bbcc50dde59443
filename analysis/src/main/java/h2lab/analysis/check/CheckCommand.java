package h2lab.analysis.check;

import h2lab.analysis.Complaint;
import h2lab.analysis.WholeFile;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.RecordingParameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code h2lab check}: the action sequences of a recording against a golden. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the action sequences of a recording, of level actions or full, with a golden: they",
      "must match exactly.",
      "Exit code 1 and the first difference if they do not."
    },
    footer = {
      "",
      "Example:",
      "  h2lab check ten.jfr --golden traces/async-custom/jdk/ten-requests.txt"
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RecordingParameter recording;

  @Option(
      names = "--golden",
      required = true,
      paramLabel = "FILE",
      description = "The expected sequences, a text file.")
  private Path golden;

  @Option(
      names = "--update",
      description = "Write the golden from the recording, its folder too, and say what changed.")
  private boolean update;

  @Override
  public Integer call() {
    return Complaint.orExitCode(spec.commandLine().getErr(), this::check);
  }

  private int check() throws IOException {
    Recording opened = recording.open();
    if (opened.actions() == 0) {
      throw new IOException(
          recording.file() + " holds no actions: record with --level actions or full");
    }
    Golden actual;
    try {
      actual = new Golden(Golden.subjectOf(opened), ActionSequence.of(opened));
    } catch (IncompleteSequence incomplete) {
      return failed(recording.file() + " cannot be checked: " + incomplete.getMessage());
    }
    Optional<Golden> expected =
        Files.exists(golden) ? Optional.of(GoldenFile.read(golden)) : Optional.empty();
    return update ? update(opened, expected, actual) : compare(opened, expected, actual);
  }

  private int compare(Recording opened, Optional<Golden> expected, Golden actual) {
    if (expected.isEmpty()) {
      return failed(golden + " does not exist: --update writes it from this recording");
    }
    Optional<Difference> difference = difference(expected.get(), actual);
    if (difference.isEmpty()) {
      say(recording.file() + " matches " + golden + ": " + size(actual));
      return 0;
    }
    show(difference.get(), opened);
    if (!expected.get().subject().equals(actual.subject())) {
      say("golden of " + expected.get().subject() + ", recording of " + actual.subject());
    }
    return failed(
        recording.file() + " does not match " + golden + ": " + difference.get().summary());
  }

  private int update(Recording opened, Optional<Golden> before, Golden now) throws IOException {
    String text = now.text(opened.facts());
    if (before.isPresent() && Files.readString(golden).equals(text)) {
      say(golden + " is up to date: " + size(now));
      return 0;
    }
    Files.createDirectories(golden.toAbsolutePath().getParent());
    WholeFile.write(golden, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    if (before.isEmpty()) {
      say(golden + " written: " + size(now));
    } else {
      say(golden + " updated: " + size(now) + ", before " + size(before.get()));
      difference(before.get(), now)
          .ifPresentOrElse(
              difference -> show(difference, opened), () -> say("only comments changed"));
    }
    return 0;
  }

  private static Optional<Difference> difference(Golden expected, Golden actual) {
    return SequenceCheck.firstDifference(expected.sequences(), actual.sequences());
  }

  private static String size(Golden golden) {
    int steps = golden.sequences().stream().mapToInt(sequence -> sequence.steps().size()).sum();
    return "clients " + golden.sequences().size() + ", steps " + steps;
  }

  private void show(Difference difference, Recording opened) {
    List<String> lines = new DifferenceText(difference, opened.facts()).lines();
    lines.forEach(this::say);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private int failed(String why) {
    Complaint.say(spec.commandLine().getErr(), why);
    return Complaint.EXIT_FAILED;
  }
}
