package h2lab.analysis.experiment;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where figures come from; without it they mean nothing.
 *
 * @param processor model name
 * @param cores that this process may use
 * @param kernel operating system and its version
 * @param jdk vendor and version
 * @param commit of the source, with {@code -changed} if files differ from it; null if unknown
 * @param generator the load generators' versions, where they can be asked beforehand
 * @param pins cores of server and load; null if they are not bound
 */
public record Environment(
    String processor,
    int cores,
    String kernel,
    String jdk,
    String commit,
    String generator,
    TrialResult.Pins pins) {

  /** Looks at this machine. */
  static Environment here(String generator, TrialResult.Pins pins) {
    return new Environment(
        processorModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
        commitOfSource(),
        generator,
        pins);
  }

  /** In a few words, for the footer of a chart. */
  public String summary() {
    return processor + ", " + cores + " cores, " + kernel + ", JDK " + jdk;
  }

  private static String processorModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String commitOfSource() {
    String told = System.getProperty("h2lab.commit", "unknown");
    if (!told.equals("unknown")) {
      return told;
    }
    try {
      var source = Environment.class.getProtectionDomain().getCodeSource();
      Path folder = Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
      String commit = output(folder, "git", "rev-parse", "--short=12", "HEAD");
      String changes = output(folder, "git", "status", "--porcelain", "--untracked-files=no");
      return commit.isEmpty() ? null : commit + (changes.isEmpty() ? "" : "-changed");
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** What a short command prints; empty if it is not there or fails. */
  static String output(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = process.inputReader()) {
        String text = String.join("\n", out.lines().toList()).strip();
        boolean ended = process.waitFor(10, TimeUnit.SECONDS);
        return ended && process.exitValue() == 0 ? text : "";
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Whether a program can be started by its name, or its absolute path. */
  static boolean onPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
  }
}
