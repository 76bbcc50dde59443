package h2lab.analysis.recording;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read as a recording of h2lab. The message is one line and names it. */
public final class RecordingFault extends IOException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 160;

  private RecordingFault(String message, Throwable cause) {
    super(message, cause);
  }

  /** A file that is not there, or is nothing to read. */
  public static RecordingFault unreadable(Path file, String why) {
    return new RecordingFault(file + " " + why, null);
  }

  static RecordingFault damaged(Path file, long eventsRead, Throwable cause) {
    return new RecordingFault(
        file + " is damaged or truncated: " + eventsRead + " events read, then: " + line(cause),
        cause);
  }

  /** An event of a known name that does not have what that event has. */
  static RecordingFault strange(Path file, String name, RuntimeException cause) {
    return new RecordingFault(
        file + " is damaged or of another version of h2lab: " + name + ": " + line(cause), cause);
  }

  static RecordingFault foreign(Path file, long eventsRead) {
    return new RecordingFault(
        file
            + " holds no h2lab events, "
            + eventsRead
            + " others: recorded at level off, or not by h2lab",
        null);
  }

  /** What the JDK's reader says, which may be several lines or nothing. */
  private static String line(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage().replaceAll("\\s+", " ");
    String line = message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }
}
