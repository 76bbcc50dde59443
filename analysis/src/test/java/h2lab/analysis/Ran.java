package h2lab.analysis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** What a command line did: its exit code and what it printed. */
public record Ran(int exitCode, String out, String err) {
  /** Runs {@code command}, an object annotated for picocli, with these arguments. */
  public static Ran of(Object command, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] strings = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(strings);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** Whether it complained in exactly one line of the usual form. */
  public boolean complainedInOneLine() {
    return err.startsWith("h2lab: ") && err.endsWith("\n") && err.lines().count() == 1;
  }
}
