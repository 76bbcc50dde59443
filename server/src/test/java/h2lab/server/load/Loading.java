package h2lab.server.load;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What {@code h2lab load} did.
 *
 * @param out its stdout
 * @param err its stderr, progress excepted
 */
record Loading(int exitCode, String out, String err) {
  /** Runs the command in this process. */
  static Loading of(String url, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(url);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new LoadCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Loading(exitCode, out.toString(), err.toString());
  }

  /** The line of the summary that begins so, without its beginning. */
  String line(String beginning) {
    return out.lines()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + beginning + " in " + out))
        .substring(beginning.length());
  }

  String requests() {
    return line("requests: ");
  }
}
