package h2lab.analysis.check;

import h2lab.analysis.recording.FactRow;
import h2lab.analysis.recording.Recording;
import h2lab.analysis.recording.TrialRow;
import java.util.List;
import java.util.Locale;

/**
 * The expected action sequences of a scripted peer, as a text file that can be reviewed in a diff.
 *
 * @param subject method and TLS it was recorded with
 */
public record Golden(String subject, List<ActionSequence> sequences) {
  static final String FIRST_LINE = "# h2lab golden action sequences, format 1";
  static final String SUBJECT = "# of ";
  private static final String NO_FACTS = "-";

  /** Facts as a golden has them: never an empty column. */
  static String factsOrNone(String facts) {
    return facts.isEmpty() ? NO_FACTS : facts;
  }

  /** The reverse of {@link #factsOrNone}. */
  static String factsOf(String column) {
    return column.equals(NO_FACTS) ? "" : column;
  }

  /** Method and TLS of a recording, in the words of a golden. */
  static String subjectOf(Recording recording) {
    return recording
        .trial()
        .map((TrialRow trial) -> trial.method() + ", TLS " + trial.tls())
        .orElse("an unnamed trial");
  }

  /**
   * The golden as it stands in its file.
   *
   * @param facts explained in the header
   */
  public String text(List<FactRow> facts) {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_LINE).append('\n').append(SUBJECT).append(subject).append('\n');
    text.append("#\n");
    for (FactRow fact : facts) {
      text.append("# ").append(fact.mark()).append("  ").append(fact.name()).append('\n');
    }
    text.append("#\n");
    append(text, "# client", "step", "facts", "action");
    for (ActionSequence sequence : sequences) {
      append(text, sequence);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ActionSequence sequence) {
    String client = String.valueOf(sequence.clientId());
    int number = 0;
    for (Step step : sequence.steps()) {
      append(text, client, String.valueOf(++number), factsOrNone(step.facts()), step.action());
    }
  }

  private static void append(
      StringBuilder text, String client, String step, String facts, String action) {
    text.append(String.format(Locale.ROOT, "%8s %6s  %-16s  %s\n", client, step, facts, action));
  }
}
