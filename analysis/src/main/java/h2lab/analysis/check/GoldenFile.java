package h2lab.analysis.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads goldens, and tells by line what is wrong with what is none. */
final class GoldenFile {
  private static final int COLUMNS = 4;

  private final Path file;
  private final List<ActionSequence> sequences = new ArrayList<>();
  private List<Step> steps = new ArrayList<>();
  private String subject = "";
  private int line;

  private GoldenFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a golden.
   *
   * @throws IOException if it cannot be read or is no golden; the message names file and line
   */
  static Golden read(Path file) throws IOException {
    try {
      return new GoldenFile(file).parse(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a golden: it is not text", e);
    }
  }

  private Golden parse(String text) throws IOException {
    for (String content : text.lines().toList()) {
      line++;
      parseLine(content.stripTrailing());
    }
    if (line == 0) {
      throw fault("is empty");
    }
    endClient();
    return new Golden(subject, sequences);
  }

  private void parseLine(String content) throws IOException {
    if (line == 1 && !content.equals(Golden.FIRST_LINE)) {
      throw fault("does not begin with \"" + Golden.FIRST_LINE + "\"");
    }
    if (content.startsWith(Golden.SUBJECT) && subject.isEmpty()) {
      subject = content.substring(Golden.SUBJECT.length());
    } else if (!content.isBlank() && !content.startsWith("#")) {
      parseStep(content.strip().split("\\s+"));
    }
  }

  private void parseStep(String[] columns) throws IOException {
    if (columns.length != COLUMNS) {
      throw fault("has " + columns.length + " columns, not client, step, facts, action");
    }
    if (columns[0].equals(String.valueOf(sequences.size() + 2)) && !steps.isEmpty()) {
      endClient();
    }
    String client = String.valueOf(sequences.size() + 1);
    String step = String.valueOf(steps.size() + 1);
    if (!columns[0].equals(client) || !columns[1].equals(step)) {
      throw fault(
          "has step "
              + columns[1]
              + " of client "
              + columns[0]
              + " where step "
              + step
              + " of client "
              + client
              + " should be");
    }
    steps.add(new Step(Golden.factsOf(columns[2]), columns[3]));
  }

  private void endClient() {
    if (!steps.isEmpty()) {
      sequences.add(new ActionSequence(sequences.size() + 1, steps));
      steps = new ArrayList<>();
    }
  }

  private IOException fault(String what) {
    return new IOException(file + " is not a golden: line " + Math.max(1, line) + " " + what);
  }
}
