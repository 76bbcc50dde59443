package h2lab.analysis.experiment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The file of results, one JSON object a line, which grows by a line as soon as a trial is known.
 * Each line goes to the disk before the next trial begins, so whatever ends the sweep costs at most
 * the running trial.
 */
public final class TrialLog implements AutoCloseable {
  /** Its name in a folder of results. */
  public static final String FILE = "trials.ndjson";

  private final RandomAccessFile file;

  private TrialLog(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens the log of a folder to append to it, and makes it if it is missing. A last line that was
   * torn by a kill is cut off; its trial is simply missing then.
   */
  static TrialLog open(Path folder) throws IOException {
    RandomAccessFile file = new RandomAccessFile(folder.resolve(FILE).toFile(), "rw");
    try {
      long whole = endOfLastWholeLine(folder.resolve(FILE));
      file.setLength(whole);
      file.seek(whole);
      return new TrialLog(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static long endOfLastWholeLine(Path log) throws IOException {
    byte[] octets = Files.readAllBytes(log);
    int end = octets.length;
    while (end > 0 && octets[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  void append(TrialResult row) throws IOException {
    file.write((ExperimentJson.line(row) + "\n").getBytes(StandardCharsets.UTF_8));
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Reads all whole lines of a folder's log.
   *
   * @return in the order they ran; empty if there is no log
   * @throws EnvironmentException if a line is not a trial, with its number
   */
  public static List<TrialResult> read(Path folder) throws IOException {
    Path log = folder.resolve(FILE);
    List<TrialResult> rows = new ArrayList<>();
    if (!Files.exists(log)) {
      return rows;
    }
    String text = Files.readString(log);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      rows.add(parse(line, log + ":" + (rows.size() + 1)));
    }
    return rows;
  }

  private static TrialResult parse(String line, String where) throws EnvironmentException {
    try {
      TrialResult row = ExperimentJson.parse(line, TrialResult.class);
      if (row != null && TrialResult.SCHEMA.equals(row.schema())) {
        return row;
      }
    } catch (JacksonException e) {
      throw new EnvironmentException(where + " is not a trial: " + e.getOriginalMessage(), e);
    }
    throw new EnvironmentException(where + " is not a trial of form " + TrialResult.SCHEMA);
  }
}
