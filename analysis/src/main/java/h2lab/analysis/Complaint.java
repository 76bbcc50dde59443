package h2lab.analysis;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * How commands end when files fail them: one clear line on the error output, no stack trace, and an
 * exit code that says whose fault it was.
 */
public final class Complaint {
  /** What was asked for was done and came out bad: a check that differs. */
  public static final int EXIT_FAILED = 1;

  /** The environment did not let it be done: a file unreadable, a tool missing. */
  public static final int EXIT_ENVIRONMENT = 3;

  /** The body of a command. */
  @FunctionalInterface
  public interface Body {
    int run() throws IOException;
  }

  private Complaint() {}

  /** Runs {@code body}; an IOException becomes a line on {@code err} and exit code 3. */
  public static int orExitCode(PrintWriter err, Body body) {
    try {
      return body.run();
    } catch (IOException e) {
      say(err, describe(e));
      return EXIT_ENVIRONMENT;
    }
  }

  /** Prints one line as every complaint of h2lab looks. */
  public static void say(PrintWriter err, String line) {
    err.println("h2lab: " + line);
    err.flush();
  }

  /** The JDK's file exceptions often say the name of the file only. */
  private static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be accessed";
      case FileSystemException other when other.getReason() == null ->
          "cannot access " + other.getFile();
      default -> String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    };
  }
}
