package h2lab.analysis.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands in for Maven: a word says how to behave, another is the class path to answer. */
public final class FakeMaven {
  private static final String ANSWER = "-Dmdep.outputFile=";

  /** What Maven 3.8 says without a network, colours and all. */
  private static final String OFFLINE =
      """
      \u001b[0m\u001b[0m[ERROR] Plugin a.b:c:3.8.1 or one of its dependencies could not be resolved: \
      Failed to read artifact descriptor for a.b:c:jar:3.8.1: Could not transfer artifact \
      a.b:c:pom:3.8.1 from/to central (https://localhost/maven2): Connection refused -> [Help 1]
      [ERROR]\s
      [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
      """;

  private FakeMaven() {}

  /** The command that starts one. */
  static List<String> command(String behaviour, String classPath) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return List.of(
        java, "-Xshare:auto", "-cp", classes, FakeMaven.class.getName(), behaviour, classPath);
  }

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "offline" -> fail(OFFLINE);
      case "fails" -> fail("Segmentation fault");
      default -> answer(arguments);
    }
  }

  private static void fail(String words) {
    System.out.println(words);
    System.exit(1);
  }

  private static void answer(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    String pom = Files.readString(Path.of(words.get(words.indexOf("-f") + 1)));
    if (!pom.contains("<artifactId>")) {
      fail("[ERROR] no dependency");
    }
    Path file =
        words.stream()
            .filter(word -> word.startsWith(ANSWER))
            .map(word -> Path.of(word.substring(ANSWER.length())))
            .findFirst()
            .orElseThrow();
    Files.writeString(file, arguments[1] + "\n");
  }
}
