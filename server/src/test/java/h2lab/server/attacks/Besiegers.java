package h2lab.server.attacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A {@link Siege} in a process that leaves the processor to whoever else wants it. */
final class Besiegers {
  private final Process process;
  private final long beginNanos = System.nanoTime();

  private Besiegers(Process process) {
    this.process = process;
  }

  /** Begins to attack. */
  static Besiegers begin(String title, URI url) throws IOException {
    List<String> command =
        List.of(
            "nice",
            "-n",
            "19",
            System.getProperty("java.home") + "/bin/java",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Siege.class.getName(),
            url.toString(),
            title);
    return new Besiegers(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * Ends the attack.
   *
   * @return attackers that were told to go, per second
   */
  double end() throws IOException {
    try (BufferedReader output = process.inputReader()) {
      process.getOutputStream().close();
      String ended = output.readLine();
      double seconds = (System.nanoTime() - beginNanos) / 1e9;
      process.waitFor();
      if (ended == null) {
        throw new IOException("the attackers broke down");
      }
      return Long.parseLong(ended) / seconds;
    } catch (InterruptedException e) {
      process.destroy();
      throw new IOException(e);
    }
  }
}
