import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over every Java file of the project: {@code check DIR} exits 1 and names
 * the files that differ, {@code write DIR} rewrites them, {@code skip DIR} does nothing. The build runs it as a source file on the
 * JDK it builds for.
 */
class Format {
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("skip")) {
      return;
    }
    List<String> options = new ArrayList<>(
        arguments[0].equals("write") ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of(arguments[1]))) {
      files.filter(Format::isOurs).map(Path::toString).forEach(options::add);
    }
    int status = new com.google.googlejavaformat.java.Main(new PrintWriter(System.out, true),
            new PrintWriter(System.err, true), System.in)
        .format(options.toArray(String[]::new));
    if (status != 0) {
      System.err.println("Format the files above with: mvn -N initialize -Dformat=write");
    }
    System.exit(status);
  }

  private static boolean isOurs(Path file) {
    String path = file.toString();
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }
}
