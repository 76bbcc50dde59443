import h2lab.server.load.LoadCommand;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import picocli.CommandLine;

/**
 * Makes one load after another in one JVM, so that only the first has to be compiled: each line of
 * standard input is the arguments of {@code h2lab load}, and is followed by its output and a line
 * {@code exit code N}.
 */
final class RepeatedLoad {
  private RepeatedLoad() {}

  public static void main(String[] none) throws Exception {
    var input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      int code = new CommandLine(new LoadCommand()).execute(line.split(" "));
      System.out.println("exit code " + code);
      System.out.flush();
    }
  }
}
