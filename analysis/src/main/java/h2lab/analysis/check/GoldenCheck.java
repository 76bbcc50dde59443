package h2lab.analysis.check;

import h2lab.analysis.WholeFile;
import h2lab.analysis.recording.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The exact check: the action sequences of a recording against a golden. */
final class GoldenCheck {
  private final Path golden;
  private final Recording recording;
  private final Report report;

  GoldenCheck(Path golden, Recording recording, Report report) {
    this.golden = golden;
    this.recording = recording;
    this.report = report;
  }

  /**
   * Compares, or writes the golden.
   *
   * @return the exit code
   */
  int run(boolean update) throws IOException {
    if (recording.actions() == 0) {
      throw new IOException(
          recording.file() + " holds no actions: record with --level actions or full");
    }
    Golden actual;
    try {
      actual = new Golden(Golden.subjectOf(recording), ActionSequence.of(recording));
    } catch (IncompleteSequence incomplete) {
      return report.failed(recording.file() + " cannot be checked: " + incomplete.getMessage());
    }
    Optional<Golden> expected =
        Files.exists(golden) ? Optional.of(GoldenFile.read(golden)) : Optional.empty();
    return update ? update(expected, actual) : compare(expected, actual);
  }

  private int compare(Optional<Golden> expected, Golden actual) {
    if (expected.isEmpty()) {
      return report.failed(golden + " does not exist: --update writes it from this recording");
    }
    Optional<Difference> difference = difference(expected.get(), actual);
    if (difference.isEmpty()) {
      report.say(recording.file() + " matches " + golden + ": " + size(actual));
      return 0;
    }
    show(difference.get());
    if (!expected.get().subject().equals(actual.subject())) {
      report.say("golden of " + expected.get().subject() + ", recording of " + actual.subject());
    }
    return report.failed(
        recording.file() + " does not match " + golden + ": " + difference.get().summary());
  }

  private int update(Optional<Golden> before, Golden now) throws IOException {
    String text = now.text(recording.facts());
    if (before.isPresent() && Files.readString(golden).equals(text)) {
      report.say(golden + " is up to date: " + size(now));
      return 0;
    }
    Files.createDirectories(golden.toAbsolutePath().getParent());
    WholeFile.write(golden, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    if (before.isEmpty()) {
      report.say(golden + " written: " + size(now));
    } else {
      report.say(golden + " updated: " + size(now) + ", before " + size(before.get()));
      difference(before.get(), now)
          .ifPresentOrElse(this::show, () -> report.say("only comments changed"));
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

  private void show(Difference difference) {
    report.say(new DifferenceText(difference, recording.facts()).lines());
  }
}
